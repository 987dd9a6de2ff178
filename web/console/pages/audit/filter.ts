// What of the trail is looked at lives in the address, so that a finding can be mailed.
import type { LocationQuery, LocationQueryRaw } from 'vue-router'

const CODES = ['who', 'login', 'action', 'object_kind', 'object_id', 'outcome'] as const
const DAYS = ['first', 'last'] as const
const PLACE = ['behind_at', 'behind_id'] as const
const DAY = /^\d{4}-\d{2}-\d{2}$/
const MOST = 64

export type Filter = Record<(typeof CODES)[number] | (typeof DAYS)[number], string>
export type Place = Partial<Record<(typeof PLACE)[number], string>>

/** What an address says; anything it says wrongly counts as not said. */
export function filterFrom(query: LocationQuery): Filter {
  const day = (name: (typeof DAYS)[number]) => (DAY.test(one(query[name])) ? one(query[name]) : '')
  const codes = CODES.map((name) => [name, one(query[name]).trim().slice(0, MOST)])
  return { ...Object.fromEntries(codes), first: day('first'), last: day('last') } as Filter
}

/** Behind which entry the page begins; nothing for the newest. */
export function placeFrom(query: LocationQuery): Place {
  const [at, id] = PLACE.map((name) => one(query[name]))
  return at && id ? { behind_at: at, behind_id: id } : {}
}

/** The shortest query of these conditions, for the address and for the server alike. */
export function queryOf(filter: Partial<Filter>, place: Place = {}): LocationQueryRaw {
  return said({ ...filter, ...place })
}

/** Without what is empty. */
export function said<T extends object>(of: T): { [name in keyof T]?: string } {
  const kept = Object.entries(of).filter(([, value]) => value)
  return Object.fromEntries(kept) as { [name in keyof T]?: string }
}

/** A period that ends before it begins is none. */
export const isPeriod = ({ first, last }: Pick<Filter, 'first' | 'last'>) =>
  !first || !last || first <= last

function one(value: LocationQuery[string] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
