/** Dates for people, in the time of Chaozhou whatever the phone is set to. */
import { sentences } from '../dictionary/later'
import { filled } from './filled'

const HOURS = 8
const MINUTE = 60_000

function local(iso: string): Date {
  return new Date(new Date(iso).getTime() + HOURS * 60 * MINUTE)
}

function written(pattern: string, year: number, month: number, day = 0): string {
  const name = sentences.time.months[month - 1] ?? ''
  return filled(pattern, { year: String(year), month: name, day: String(day) })
}

/** 2026年3月5日 14:30 */
export function moment(iso: string): string {
  const at = local(iso)
  const minutes = String(at.getUTCMinutes()).padStart(2, '0')
  return `${day(iso)} ${at.getUTCHours()}:${minutes}`
}

/** The hour a moment is in: 2026年3月5日 14:00 */
export function hour(iso: string): string {
  return `${day(iso)} ${local(iso).getUTCHours()}:00`
}

/** 2026年3月5日 */
export function day(iso: string): string {
  const at = local(iso)
  const { time } = sentences
  return written(time.day, at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate())
}

/** 2026年3月 */
export function monthName(year: number, month: number): string {
  return written(sentences.time.month, year, month)
}

/** The last day of a clock that ends at 24:00. */
export function lastDay(iso: string): string {
  return day(new Date(new Date(iso).getTime() - MINUTE).toISOString())
}
