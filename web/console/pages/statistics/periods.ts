// Periods of whole days in Chaozhou, written YYYY-MM-DD, both ends included.
export interface Period {
  first: string
  last: string
}
export type Shortcut = 'thisMonth' | 'lastMonth' | 'thisQuarter' | 'thisYear'

/** The longest a statistic may reach, as the server has it. */
export const LONGEST_DAYS = 3 * 366
const DAY_MS = 86_400_000
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

const two = (number: number) => String(number).padStart(2, '0')
const numbers = (day: string) => day.split('-').map(Number) as [number, number, number]
const time = (day: string) => Date.parse(`${day}T00:00:00Z`)
const written = (at: number) => new Date(at).toISOString().slice(0, 10)

export const isMonth = (text: string): boolean => MONTH.test(text)
/** A day that exists: the 31st of February is none. */
export function isDay(text: string): boolean {
  return DAY.test(text) && written(time(text)) === text
}

/** Months from the start of one to the end of another, by year and month (which may run over). */
function months(year: number, first: number, last: number): Period {
  return {
    first: written(Date.UTC(year, first - 1, 1)),
    last: written(Date.UTC(year, last, 0)),
  }
}

/** The days of a month written YYYY-MM. */
export function monthOf(month: string): Period {
  const [year, number] = numbers(month)
  return months(year, number, number)
}

/** The month a period is exactly; empty where it is none. */
export function monthIn(period: Period): string {
  const month = period.first.slice(0, 7)
  return same(monthOf(month), period) ? month : ''
}

export function shortcut(name: Shortcut, today: string): Period {
  const [year, month] = numbers(today)
  const quarter = month - ((month - 1) % 3)
  return {
    thisMonth: months(year, month, month),
    lastMonth: months(year, month - 1, month - 1),
    thisQuarter: months(year, quarter, quarter + 2),
    thisYear: months(year, 1, 12),
  }[name]
}

export const SHORTCUTS: readonly Shortcut[] = ['thisMonth', 'lastMonth', 'thisQuarter', 'thisYear']

/** The shortcut a period is today. */
export function shortcutOf(period: Period, today: string): Shortcut | undefined {
  return SHORTCUTS.find((name) => same(shortcut(name, today), period))
}

export const same = (one: Period, other: Period) =>
  one.first === other.first && one.last === other.last

/** Whether a period can be asked for: in order and not too long. */
export function isPeriod({ first, last }: Period): boolean {
  if (!isDay(first) || !isDay(last)) return false
  const days = (time(last) - time(first)) / DAY_MS
  return days >= 0 && days <= LONGEST_DAYS
}

/** What two periods share. */
export function overlap(one: Period, other: Period): Period {
  return {
    first: one.first > other.first ? one.first : other.first,
    last: one.last < other.last ? one.last : other.last,
  }
}

/** The months back from the one of `today`, newest first. */
export function monthsBack(today: string, count: number): string[] {
  const [year, month] = numbers(today)
  return Array.from({ length: count }, (_, back) => monthIn(months(year, month - back, month - back)))
}

/** Every day or month of a period, in order. */
export function keysIn(group: 'day' | 'month', { first, last }: Period): string[] {
  const keys: string[] = []
  for (let at = time(first); at <= time(last); at += DAY_MS) {
    const key = written(at).slice(0, group === 'day' ? 10 : 7)
    if (keys.at(-1) !== key) keys.push(key)
  }
  return keys
}

/** The calendar day of a moment in Chaozhou. */
export function dayOf(now: Date): string {
  const [year, month, day] = CALENDAR.format(now).split('-').map(Number)
  return `${year}-${two(month ?? 0)}-${two(day ?? 0)}`
}

const CALENDAR = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })
