// The table of efficiency as its address has it, and its order.
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { EfficiencyRow } from '@/shared/api/schemas'
import type { ValueOf } from '../../sorting'
import { one } from '../statistics/view'
import { monthsFrom, type Months } from './months'

export const FIGURES = ['dispatch', 'contact', 'rectification'] as const
export const COUNTS = [
  'overdue',
  'extended',
  'returned',
  'supervised',
  'reopened',
  'unsolved',
] as const
export const COLUMNS = ['name', 'orders', ...FIGURES, ...COUNTS] as const
export const PER_PAGE = 50

export interface View {
  months: Months
  sort: string
  page: number
  /** Whose orders are looked at. */
  row: string
}

export function viewFrom(query: LocationQuery, today: string): View {
  return {
    months: monthsFrom(query, today),
    sort: one(query.sort).slice(0, 20),
    page: Math.max(1, Number(one(query.page)) || 1),
    row: one(query.row),
  }
}

export function queryFor(view: View): LocationQueryRaw {
  return {
    ...view.months,
    ...(view.sort && { sort: view.sort }),
    ...(view.page > 1 && { page: String(view.page) }),
    ...(view.row && { row: view.row }),
  }
}

export const valueOf: ValueOf<EfficiencyRow> = (row, column) => {
  if (column === 'name') return row.name
  const value = row[column as Exclude<(typeof COLUMNS)[number], 'name'>]
  return typeof value === 'number' ? value : value.value
}
