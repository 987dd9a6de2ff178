/** The months an officer can look at: a year back. */
import { monthName } from '../../lib/time'

const MONTHS = 12

/** `2026-11` and the eleven before, latest first, each with its name. */
export function monthsUntil(latest: string): [code: string, name: string][] {
  const [year, month] = latest.split('-').map(Number)
  if (!year || !month) return []
  return Array.from({ length: MONTHS }, (_, back) => named(year * 12 + month - 1 - back))
}

function named(months: number): [string, string] {
  const year = Math.floor(months / 12)
  const month = (months % 12) + 1
  return [`${year}-${String(month).padStart(2, '0')}`, monthName(year, month)]
}
