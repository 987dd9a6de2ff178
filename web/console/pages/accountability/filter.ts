// The list of suggestions as its address has it.
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { CaseOfAccountability } from '@/shared/api/schemas'
import { one } from '../statistics/view'

export const STATES = ['waiting', 'decided'] as const
export const KINDS = ['counties', 'institutions', 'officers'] as const
export const PER_PAGE = 30

export interface Filter {
  state: string
  kind: string
  page: number
}

export function filterFrom(query: LocationQuery): Filter {
  return {
    state: STATES.find((state) => state === one(query.state)) ?? '',
    kind: KINDS.find((kind) => kind === one(query.kind)) ?? '',
    page: Math.max(1, Number(one(query.page)) || 1),
  }
}

/** Only what narrows: an address says no more than it has to. */
export function queryOf({ state, kind, page }: Filter): LocationQueryRaw {
  return {
    ...(state && { state }),
    ...(kind && { kind }),
    ...(page > 1 && { page: String(page) }),
  }
}

export function filtered(rows: readonly CaseOfAccountability[], { state, kind }: Filter) {
  return rows.filter(
    (row) =>
      (!state || (state === 'decided') === (row.decision !== null)) &&
      (!kind || row.kind === kind),
  )
}
