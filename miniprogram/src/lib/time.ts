/** Dates for people, in the time of Chaozhou whatever the phone is set to. */
const HOURS = 8
const MINUTE = 60_000

function local(iso: string): Date {
  return new Date(new Date(iso).getTime() + HOURS * 60 * MINUTE)
}

/** 2026年3月5日 14:30 */
export function moment(iso: string): string {
  const at = local(iso)
  const minutes = String(at.getUTCMinutes()).padStart(2, '0')
  return `${day(iso)} ${at.getUTCHours()}:${minutes}`
}

/** 2026年3月5日 */
export function day(iso: string): string {
  const at = local(iso)
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日`
}

/** The last day of a clock that ends at 24:00. */
export function lastDay(iso: string): string {
  return day(new Date(new Date(iso).getTime() - MINUTE).toISOString())
}
