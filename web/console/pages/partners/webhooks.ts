// Which notices of a partner are shown: the address of the page says it.
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { words } from '@/words'

export interface ChosenNotices {
  state: string
  page: number
}

export const PER_PAGE = 20
const LAST_PAGE = 10_000
const say = words.webhooks

/** What an address says; anything it says wrongly counts as not said. */
export function chosenFrom(query: LocationQuery): ChosenNotices {
  const state = String(query.notices ?? '')
  const page = Number(query.page)
  return {
    state: state in say.states ? state : '',
    page: Number.isInteger(page) && page >= 1 && page <= LAST_PAGE ? page : 1,
  }
}

/** The shortest address for a choice. */
export function queryFor(chosen: Partial<ChosenNotices>): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  if (chosen.state) query.notices = chosen.state
  if (chosen.page && chosen.page > 1) query.page = String(chosen.page)
  return query
}

/** Why there was no answer, or the status of one. */
export function errorWords(error: string): string {
  return say.errors[error] ?? error
}
