// The list of bulletins as its address has it.
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { BulletinBrief } from '@/shared/api/schemas'

export const STATES = ['compiled', 'published', 'discarded'] as const

export interface Filter {
  state: string
  issuer: string
  year: string
}

const text = (value: LocationQuery[string] | undefined) =>
  typeof value === 'string' ? value : ''

export function filterFrom(query: LocationQuery): Filter {
  return { state: text(query.state), issuer: text(query.issuer), year: text(query.year) }
}

/** Only what narrows: an address says no more than it has to. */
export function queryOf(filter: Filter): LocationQueryRaw {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value))
}

export function filtered(rows: readonly BulletinBrief[], filter: Filter): BulletinBrief[] {
  return rows.filter(
    (row) =>
      (!filter.state || row.status === filter.state) &&
      (!filter.issuer || row.issuer === filter.issuer) &&
      (!filter.year || row.period.startsWith(filter.year)),
  )
}

/** The values one can narrow by, each once. */
export function choicesIn(rows: readonly BulletinBrief[]): { issuers: string[]; years: string[] } {
  return {
    issuers: [...new Set(rows.map((row) => row.issuer))].sort((a, b) => a.localeCompare(b, 'zh-CN')),
    years: [...new Set(rows.map((row) => row.period.slice(0, 4)))].sort().reverse(),
  }
}

/** The other versions of the same period and bureau, newest first. */
export function versionsOf(rows: readonly BulletinBrief[], of: BulletinBrief): BulletinBrief[] {
  return rows.filter((row) => row.period === of.period && row.issuer === of.issuer)
}
