// @vitest-environment jsdom
// What was tapped stays on the tablet until the server has said yes or never.
import { beforeEach, describe, expect, it } from 'vitest'
import { readTaps } from '@/device/kept'
import { useTaps } from '@/device/taps'

const QUESTION = { service_id: 'service', token: 'token' }
type Sent = { key: string; grade: string; tags: string[]; seconds_ago: number }

function tablet(...answers: { status: number; code?: string }[]) {
  const sent: Sent[] = []
  const clock = { now: 1_000_000 }
  const send = async (body: object) => {
    sent.push(body as Sent)
    const { status, code = '' } = answers.shift() ?? { status: 201 }
    return { status, code, body: null }
  }
  return { sent, clock, taps: useTaps(send, () => clock.now) }
}

beforeEach(() => localStorage.clear())

describe('a tap', () => {
  it('is dropped when it has arrived, and only then', async () => {
    const { sent, clock, taps } = tablet({ status: 0 }, { status: 503, code: 'busy' }, { status: 502 })
    taps.add(QUESTION, 'satisfied', 0)
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await taps.deliver()
      clock.now += 60_000
      expect(readTaps()).toHaveLength(1)
    }
    await taps.deliver()
    expect(readTaps()).toEqual([])
    expect(new Set(sent.map((one) => one.key)).size).toBe(1)
    expect(sent.map((one) => one.seconds_ago)).toEqual([0, 60, 120, 180])
  })

  it('is dropped when the server refuses it for good', async () => {
    const { taps } = tablet({ status: 409, code: 'already_rated' })
    taps.add(QUESTION, 'satisfied', 0)
    await taps.deliver()
    expect(taps.waiting.value).toEqual([])
  })

  it('stays when a proxy answers, and when the device is paired no more', async () => {
    const { taps } = tablet({ status: 404 }, { status: 401, code: 'sign_in_needed' })
    taps.add(QUESTION, 'satisfied', 0)
    expect(await taps.deliver()).toBe(true)
    expect(await taps.deliver()).toBe(false)
    expect(readTaps()).toHaveLength(1)
  })

  it('waits for reasons, and goes without them', async () => {
    const { sent, clock, taps } = tablet()
    taps.add(QUESTION, 'dissatisfied', 20_000)
    await taps.deliver()
    expect(sent).toEqual([])
    clock.now += 20_000
    await taps.deliver()
    expect(sent.map((one) => one.tags)).toEqual([[]])
  })

  it('goes with its reasons as soon as they are given', async () => {
    const { sent, taps } = tablet()
    taps.add(QUESTION, 'dissatisfied', 20_000)
    taps.amend('service', ['214'], true)
    await taps.deliver()
    expect(sent.map((one) => one.tags)).toEqual([['214']])
  })

  it('says a wait the server can believe, whatever the clock does meanwhile', async () => {
    const { sent, clock, taps } = tablet({ status: 0 }, { status: 0 })
    taps.add(QUESTION, 'dissatisfied', 20_000)
    clock.now = 0
    await taps.deliver()
    clock.now = 1_800_000_000_000
    await taps.deliver()
    await taps.deliver()
    expect(sent.map((one) => one.seconds_ago)).toEqual([0, 366 * 24 * 3600, 366 * 24 * 3600])
  })

  it('is one, however often the face is tapped', () => {
    const { taps } = tablet()
    taps.add(QUESTION, 'satisfied', 0)
    taps.add(QUESTION, 'very_dissatisfied', 0)
    expect(taps.waiting.value.map((one) => one.grade)).toEqual(['satisfied'])
  })

  it('outlives a power cut', () => {
    tablet().taps.add(QUESTION, 'satisfied', 0)
    expect(tablet().taps.waiting.value).toHaveLength(1)
  })
})
