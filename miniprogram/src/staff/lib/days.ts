/** The days a plan can name, beginning with tomorrow. */
import { day } from '../../lib/time'

const HOURS = 8
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** `2026-12-07` and its name, for each of the `count` days after `now` in Chaozhou. */
export function daysAfter(now: number, count: number): [code: string, name: string][] {
  return Array.from({ length: count }, (_, past) => named(now + (past + 1) * DAY_MS))
}

function named(moment: number): [string, string] {
  const code = new Date(moment + HOURS * HOUR_MS).toISOString().slice(0, 10)
  return [code, day(new Date(moment).toISOString())]
}
