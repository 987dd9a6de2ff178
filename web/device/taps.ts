// Taps on their way: kept first, sent then, dropped only when the server has said yes or never.
import { shallowRef, type ShallowRef } from 'vue'
import { newKey } from '@/shared/key'
import type { Answer } from '@/shared/terminal/call'
import { keepTaps, readTaps, type KeptTap } from './kept'

export const UNPAIRED = 401
const MORE_THAN_ONCE = new Set([408, 429])
// The longest wait the server believes: a tablet without a battery began in 1970, and then learnt
// what day it is.
const LONGEST_SECONDS = 366 * 24 * 3600

export type Send = (body: object) => Promise<Answer<object>>

export interface Taps {
  waiting: ShallowRef<readonly KeptTap[]>
  /** A face was tapped; `hold` milliseconds are left for reasons. */
  add(of: { service_id: string; token: string }, grade: string, hold: number): void
  /** Reasons for the tap of a service; `done` lets it go. */
  amend(service: string, tags: string[], done: boolean): void
  /** Send what may go; false when the server says that the device is not paired any more. */
  deliver(): Promise<boolean>
}

/** 4xx in the server's own words is its last word; everything else is tried again. */
function isFinal(answer: Answer<object>): boolean {
  if (answer.status >= 200 && answer.status < 300) return true
  const refused = answer.status >= 400 && answer.status < 500 && answer.status !== UNPAIRED
  return refused && !MORE_THAN_ONCE.has(answer.status) && answer.code !== ''
}

export function useTaps(send: Send, now: () => number = Date.now): Taps {
  const waiting = shallowRef<readonly KeptTap[]>(readTaps())
  let delivering: Promise<boolean> | null = null

  function keep(taps: readonly KeptTap[]): void {
    keepTaps(taps)
    waiting.value = taps
  }

  async function deliverAll(): Promise<boolean> {
    const ready = waiting.value.filter(
      // Tapped in the future: the clock was put right since, and nobody chooses reasons any more.
      (one) => one.not_before <= now() || one.tapped_at > now(),
    )
    for (const { tapped_at, not_before: _, ...tap } of ready) {
      const waited = (now() - tapped_at) / 1000
      const seconds_ago = Math.min(Math.max(0, waited), LONGEST_SECONDS)
      const answer = await send({ ...tap, seconds_ago })
      if (answer.status === UNPAIRED) return false
      if (!isFinal(answer)) return true // the rest goes when this one can
      keep(waiting.value.filter((one) => one.key !== tap.key))
    }
    return true
  }

  return {
    waiting,
    add({ service_id, token }, grade, hold) {
      if (waiting.value.some((one) => one.service_id === service_id)) return // a double tap
      const at = now()
      const tap = { key: newKey(), service_id, service_token: token, grade, tags: [] }
      keep([...waiting.value, { ...tap, tapped_at: at, not_before: at + hold }])
    },
    amend(service, tags, done) {
      keep(
        waiting.value.map((one) =>
          one.service_id !== service
            ? one
            : { ...one, tags, not_before: done ? one.tapped_at : one.not_before },
        ),
      )
    },
    deliver() {
      delivering ??= deliverAll().then(
        (paired) => ((delivering = null), paired),
        () => ((delivering = null), true),
      )
      return delivering
    },
  }
}
