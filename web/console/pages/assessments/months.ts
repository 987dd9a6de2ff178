// The months an assessment covers, as the address has them: written YYYY-MM, both ends included.
import type { LocationQuery } from 'vue-router'
import { isMonth, monthsBack } from '../statistics/periods'
import { one } from '../statistics/view'

export interface Months {
  first: string
  last: string
}
export type Shortcut = 'thisYear' | 'lastYear' | 'lastQuarter'
export const SHORTCUTS: readonly Shortcut[] = ['thisYear', 'lastYear', 'lastQuarter']

export function shortcut(name: Shortcut, today: string): Months {
  const lastMonth = monthsBack(today, 2)[1] ?? ''
  if (name === 'lastQuarter') {
    const [, month = 1] = today.split('-').map(Number)
    const [last = '', , first = ''] = monthsBack(today, 12).slice(((month - 1) % 3) + 1)
    return { first, last }
  }
  // In January the year that has just ended is the one to look at.
  const year = Number(lastMonth.slice(0, 4)) - (name === 'lastYear' ? 1 : 0)
  return { first: `${year}-01`, last: name === 'lastYear' ? `${year}-12` : lastMonth }
}

/** What an address says; anything it says wrongly counts as not said. */
export function monthsFrom(query: LocationQuery, today: string): Months {
  const said = { first: one(query.first), last: one(query.last) }
  const right = isMonth(said.first) && isMonth(said.last) && said.first <= said.last
  return right ? said : shortcut('thisYear', today)
}

/** Months in words, those that follow each other as one stretch. */
export function stretches(months: readonly string[]): Months[] {
  const found: Months[] = []
  for (const month of months) {
    const open = found.at(-1)
    if (open && next(open.last) === month) open.last = month
    else found.push({ first: month, last: month })
  }
  return found
}

function next(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
