// @vitest-environment jsdom
// A person at a terminal: one key until it is acknowledged, and nothing once they have left.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { ASK_SECONDS, QUIET_MS, useIdle } from '@/kiosk/idle'
import { useVisit, type Send } from '@/kiosk/visit'
import type { KioskVisit } from '@/kiosk/api'
import type { Answer } from '@/shared/terminal/call'

const AGAIN_MS = 3_000
const SERVICE = {
  id: 'one',
  item_name: '',
  point: '',
  institution_name: '',
  window_number: '',
  ended_at: '2026-11-25T02:00:00Z',
  dimensions: [],
}
const OPEN: KioskVisit = { state: 'open', name: '', services: [SERVICE], seconds_left: 120 }
const CHOSEN = { service_id: 'one', grade: 'satisfied', tags: [], dimensions: {} }
const NO_WAY: Answer<never> = { status: 0, code: '', body: null }
const DONE = { status: 201, code: '', body: { receipt_number: 'R1' } }
const refused = (status: number, code: string): Answer<never> => ({ status, code, body: null })

function visit(...answers: Answer<unknown>[]) {
  const sent: Record<string, unknown>[] = []
  const said = { over: 0, unpaired: 0 }
  const send = (async (_: string, body: object) => {
    sent.push(body as Record<string, unknown>)
    return answers.shift() ?? NO_WAY
  }) as Send
  const scope = effectScope()
  const person = scope.run(() =>
    useVisit(send, { over: () => (said.over += 1), unpaired: () => (said.unpaired += 1) }),
  )!
  person.open('token', OPEN)
  return { person, sent, said, scope }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a rating', () => {
  it('is sent again under its key until it is acknowledged', async () => {
    const { person, sent } = visit(NO_WAY, refused(503, 'busy'), DONE)
    const rated = person.rate(CHOSEN)
    await vi.advanceTimersByTimeAsync(1)
    expect(person.unsent.value).toBe(true)
    await vi.advanceTimersByTimeAsync(2 * AGAIN_MS)
    expect(await rated).toEqual({ receipt: 'R1' })
    expect(person.unsent.value).toBe(false)
    expect(new Set(sent.map((one) => one.key)).size).toBe(1)
    expect(person.visit.value?.services).toEqual([])
  })

  it('is dropped when the person leaves, whatever comes back later', async () => {
    const { person, sent } = visit(NO_WAY, DONE)
    const rated = person.rate(CHOSEN)
    await vi.advanceTimersByTimeAsync(1)
    person.clear()
    await vi.advanceTimersByTimeAsync(10 * AGAIN_MS)
    expect(await rated).toBeNull()
    expect(sent).toHaveLength(1)
    expect(person.visit.value).toBeNull()
  })

  it('says the last word of the server, and asks no more', async () => {
    const { person, sent } = visit(refused(409, 'already_rated'))
    expect(await person.rate(CHOSEN)).toEqual({ refused: 'already_rated' })
    expect(person.visit.value?.services).toEqual([])
    expect(sent).toHaveLength(1)
  })

  it.each([
    [410, 'kiosk_session_over', { over: 1, unpaired: 0 }],
    [401, 'sign_in_needed', { over: 0, unpaired: 1 }],
  ])('ends with %i %s', async (status, code, heard) => {
    const { person, said } = visit(refused(status, code))
    expect(await person.rate(CHOSEN)).toBeNull()
    expect(said).toEqual(heard)
  })
})

describe('a terminal nobody touches', () => {
  it('asks, counts down and is cleared', () => {
    const over = vi.fn()
    const idle = effectScope().run(() => useIdle(over))!
    idle.watch(true)
    vi.advanceTimersByTime(QUIET_MS)
    expect(idle.left.value).toBe(ASK_SECONDS)
    vi.advanceTimersByTime(ASK_SECONDS * 1000 - 1)
    expect(over).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(over).toHaveBeenCalledOnce()
    expect(idle.left.value).toBe(0)
  })

  it('begins anew with every touch, and rests when nobody is there', () => {
    const over = vi.fn()
    const idle = effectScope().run(() => useIdle(over))!
    idle.watch(true)
    vi.advanceTimersByTime(QUIET_MS + 5_000)
    idle.stay()
    expect(idle.left.value).toBe(0)
    idle.watch(false)
    vi.advanceTimersByTime(10 * QUIET_MS)
    expect(over).not.toHaveBeenCalled()
  })
})
