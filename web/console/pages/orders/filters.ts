// The filters of the order list live in the address: they can be mailed, and "back" undoes them.
import type { LocationQuery, LocationQueryRaw } from 'vue-router'

export interface OrderFilters {
  /** Those that wait for the own office. */
  waiting: boolean
  status: string
  /** By which channel the rating came, and how it is known whose it is: for bureaus. */
  channel: string
  basis: string
  overdue: boolean
  supervised: boolean
  extension: boolean
  repeated: boolean
  search: string
  page: number
}

export const PER_PAGE = 20
export const MOST = { search: 40, status: 40, way: 20, page: 10_000 }

/** What an address says; anything it says wrongly counts as not said. */
export function filtersFrom(query: LocationQuery): OrderFilters {
  const page = Number(one(query.page))
  return {
    waiting: one(query.waiting) === '1',
    status: one(query.status).slice(0, MOST.status),
    channel: one(query.channel).slice(0, MOST.way),
    basis: one(query.basis).slice(0, MOST.way),
    overdue: one(query.overdue) === '1',
    supervised: one(query.supervised) === '1',
    extension: one(query.extension) === '1',
    repeated: one(query.repeated) === '1',
    search: one(query.search).slice(0, MOST.search),
    page: Number.isInteger(page) && page >= 1 && page <= MOST.page ? page : 1,
  }
}

/** The shortest address for these filters: what is as usual is left out. */
export function queryFor(filters: Partial<OrderFilters>): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  if (filters.waiting) query.waiting = '1'
  if (filters.status) query.status = filters.status
  if (filters.channel) query.channel = filters.channel
  if (filters.basis) query.basis = filters.basis
  if (filters.overdue) query.overdue = '1'
  if (filters.supervised) query.supervised = '1'
  if (filters.extension) query.extension = '1'
  if (filters.repeated) query.repeated = '1'
  if (filters.search) query.search = filters.search
  if (filters.page && filters.page > 1) query.page = String(filters.page)
  return query
}

/** Any change of what is looked for starts again at the first page. */
export function changed(filters: OrderFilters, change: Partial<OrderFilters>): LocationQueryRaw {
  return queryFor({ ...filters, page: 1, ...change })
}

function one(value: LocationQuery[string] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
