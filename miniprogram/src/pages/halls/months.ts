import { monthName } from '../../lib/time'

const HOURS = 8
const HOUR = 3_600_000

/** The month of `now` in Chaozhou and those before it: code and name. */
export function monthsBack(now: Date, count: number): [string, string][] {
  const local = new Date(now.getTime() + HOURS * HOUR)
  return Array.from({ length: count }, (_, back): [string, string] => {
    const first = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - back, 1))
    const year = first.getUTCFullYear()
    const month = first.getUTCMonth() + 1
    return [`${year}-${String(month).padStart(2, '0')}`, monthName(year, month)]
  })
}
