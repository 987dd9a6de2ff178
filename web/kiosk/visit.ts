// Who stands before the terminal: in this page's memory alone, and gone with one call.
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { newKey } from '@/shared/key'
import { NO_ANSWER, type Answer } from '@/shared/terminal/call'
import { OVER, UNPAIRED, type KioskReceipt, type KioskScan, type KioskVisit, type RateAtKiosk } from './api'

const LOOK_MS = 2_000
const BEAT_MS = 20_000
const AGAIN_MS = 3_000
const BROKEN = 500 // and above: the server is there, what it needs is not

export type Send = <T>(path: string, body: object) => Promise<Answer<T>>
export type Chosen = Pick<RateAtKiosk, 'service_id' | 'grade' | 'tags' | 'dimensions'>

/** What became of a rating; "": it waits for the network. */
export type Rated = { receipt: string } | { refused: string }

const away = (answer: Answer<unknown>) => answer.status === NO_ANSWER || answer.status >= BROKEN

export function useVisit(send: Send, hears: { over(): void; unpaired(): void }) {
  const session = ref('')
  const visit = shallowRef<KioskVisit | null>(null)
  const unsent = ref(false)
  let looking = 0
  let turn = 0 // a call of a person who has left must not answer the next one

  const opened = computed(() => visit.value?.state === 'open')

  function clear(): void {
    turn += 1
    window.clearTimeout(looking)
    session.value = ''
    visit.value = null
    unsent.value = false
  }

  /** True when the answer is the last word for this person. */
  function ended(answer: Answer<unknown>): boolean {
    if (answer.status === UNPAIRED) hears.unpaired()
    else if (answer.code === OVER) hears.over()
    else return false
    return true
  }

  async function look(): Promise<void> {
    const mine = turn
    const answer = await send<KioskVisit>('/api/kiosk/session', { session: session.value })
    if (mine !== turn || ended(answer)) return
    if (answer.body) visit.value = answer.body
    looking = window.setTimeout(() => void look(), opened.value ? BEAT_MS : LOOK_MS)
  }

  /** A code for a phone to scan; null when there is none to be had now. */
  async function scan(): Promise<KioskScan | null> {
    clear()
    const mine = turn
    const answer = await send<KioskScan>('/api/kiosk/scans', {})
    if (mine !== turn || ended(answer) || !answer.body) return null
    session.value = answer.body.session
    looking = window.setTimeout(() => void look(), LOOK_MS)
    return answer.body
  }

  function open(token: string, seen: KioskVisit): void {
    clear()
    session.value = token
    visit.value = seen
    looking = window.setTimeout(() => void look(), BEAT_MS)
  }

  /** Sent until it is acknowledged, under one key; null when the person has left meanwhile. */
  async function rate(chosen: Chosen): Promise<Rated | null> {
    const mine = turn
    const body = { session: session.value, key: newKey(), ...chosen }
    for (;;) {
      const answer = await send<KioskReceipt>('/api/kiosk/ratings', body)
      if (mine !== turn || ended(answer)) return null
      unsent.value = away(answer)
      if (!unsent.value) return rated(chosen.service_id, answer)
      await new Promise((go) => window.setTimeout(go, AGAIN_MS))
      if (mine !== turn) return null
    }
  }

  function rated(service: string, answer: Answer<KioskReceipt>): Rated {
    const now = visit.value
    const gone = answer.body || answer.code === 'already_rated'
    if (now && gone) {
      visit.value = { ...now, services: now.services.filter((one) => one.id !== service) }
    }
    return answer.body ? { receipt: answer.body.receipt_number } : { refused: answer.code }
  }

  onScopeDispose(clear)
  return { visit, opened, unsent, scan, open, rate, clear }
}
