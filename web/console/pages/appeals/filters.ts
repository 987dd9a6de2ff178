// The filters of the appeals live in the address: they can be mailed, and "back" undoes them.
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { words } from '@/words'

export const SORTS = ['clock', 'lodged', 'decided'] as const
export type Sort = (typeof SORTS)[number]
export type Status = keyof typeof words.appeals.statuses
export const STATUSES = Object.keys(words.appeals.statuses) as Status[]

export interface AppealFilters {
  status: Status | ''
  waiting: boolean
  overdue: boolean
  reviewed: boolean
  excluded: boolean
  unit_id: string
  reviewer_id: string
  first: string
  last: string
  sort: Sort
  page: number
}

export const PER_PAGE = 20
const MOST_PAGES = 5000
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What an address says; anything it says wrongly counts as not said. */
export function filtersFrom(query: LocationQuery): AppealFilters {
  const page = Number(one(query.page))
  return {
    status: STATUSES.find((status) => status === one(query.status)) ?? '',
    waiting: one(query.waiting) === '1',
    overdue: one(query.overdue) === '1',
    reviewed: one(query.reviewed) === '1',
    excluded: one(query.excluded) === '1',
    unit_id: like(ID, query.unit),
    reviewer_id: like(ID, query.reviewer),
    first: like(DAY, query.first),
    last: like(DAY, query.last),
    sort: SORTS.find((sort) => sort === one(query.sort)) ?? 'clock',
    page: Number.isInteger(page) && page >= 1 && page <= MOST_PAGES ? page : 1,
  }
}

/** The shortest address for these filters: what is as usual is left out. */
export function queryFor(filters: Partial<AppealFilters>): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  if (filters.status) query.status = filters.status
  if (filters.waiting) query.waiting = '1'
  if (filters.overdue) query.overdue = '1'
  if (filters.reviewed) query.reviewed = '1'
  if (filters.excluded) query.excluded = '1'
  if (filters.unit_id) query.unit = filters.unit_id
  if (filters.reviewer_id) query.reviewer = filters.reviewer_id
  if (filters.first) query.first = filters.first
  if (filters.last) query.last = filters.last
  if (filters.sort && filters.sort !== 'clock') query.sort = filters.sort
  if (filters.page && filters.page > 1) query.page = String(filters.page)
  return query
}

/** Any change of what is looked for starts again at the first page. */
export function changed(filters: AppealFilters, change: Partial<AppealFilters>): LocationQueryRaw {
  return queryFor({ ...filters, page: 1, ...change })
}

/** Whether anything narrows the list; its order does not. */
export function narrowed(filters: AppealFilters): boolean {
  return Object.keys(queryFor({ ...filters, sort: 'clock', page: 1 })).length > 0
}

function one(value: LocationQuery[string] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

function like(form: RegExp, value: LocationQuery[string] | undefined): string {
  const said = one(value)
  return form.test(said) ? said : ''
}
