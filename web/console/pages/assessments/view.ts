// An assessment as its address has it.
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { Assessment, AssessmentRow } from '@/shared/api/schemas'
import type { ValueOf } from '../../sorting'
import { one } from '../statistics/view'
import { monthsFrom, type Months } from './months'

export const OBJECTS = ['counties', 'institutions', 'officers'] as const
export type Objects = (typeof OBJECTS)[number]
export const COLUMNS = ['name', 'months', 'opinions', 'average', 'satisfaction'] as const
export const PER_PAGE = 50

export interface View {
  months: Months
  of: Objects
  /** Part of a name or of the institution's. */
  search: string
  sort: string
  page: number
  /** Whose months are looked at. */
  row: string
}

export function viewFrom(query: LocationQuery, today: string): View {
  return {
    months: monthsFrom(query, today),
    of: OBJECTS.find((of) => of === one(query.of)) ?? 'institutions',
    search: one(query.search).slice(0, 40),
    sort: one(query.sort).slice(0, 20),
    page: Math.max(1, Number(one(query.page)) || 1),
    row: one(query.row),
  }
}

export function queryFor(view: View): LocationQueryRaw {
  return {
    ...view.months,
    ...(view.of !== 'institutions' && { of: view.of }),
    ...(view.search && { search: view.search }),
    ...(view.sort && { sort: view.sort }),
    ...(view.page > 1 && { page: String(view.page) }),
    ...(view.row && { row: view.row }),
  }
}

export const valueOf: ValueOf<AssessmentRow> = (row, column) => {
  if (column === 'name') return row.name
  if (column === 'months' || column === 'opinions') return row[column]
  return column === 'average' ? row.average.value : row.satisfaction.value
}

export function found(data: Assessment, { of, search }: View): AssessmentRow[] {
  return data[of].filter(
    (row) => row.name.includes(search) || row.institution_name.includes(search),
  )
}
