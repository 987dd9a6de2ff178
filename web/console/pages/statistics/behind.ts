// Which ratings are looked at, beside the view and in the same address.
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { narrows } from './groups'
import { daysOf, narrowedBy, one, type View } from './view'

export const PER_PAGE = 20
/** In the place of a row's key: all rows together. */
export const ALL = 'all'

export interface Behind {
  key: string
  grade: string
  tag: string
  page: number
}

export function behindFrom(query: LocationQuery): Behind | null {
  const key = one(query.cases).slice(0, 40)
  const page = Number(one(query.page))
  if (!key) return null
  return {
    key,
    grade: one(query.grade).slice(0, 20),
    tag: one(query.tag).slice(0, 8),
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  }
}

export function behindQuery(behind: Partial<Behind> & { key: string }): LocationQueryRaw {
  return {
    cases: behind.key,
    ...(behind.grade && { grade: behind.grade }),
    ...(behind.tag && { tag: behind.tag }),
    ...((behind.page ?? 1) > 1 && { page: String(behind.page) }),
  }
}

/** Whether a row of this grouping leads to ratings: levels and kinds are no condition of theirs. */
export function hasCases(view: View): boolean {
  return !['level', 'kind'].includes(view.group)
}

/** What is asked of the server. Tags are counted by institution and nothing else. */
export function askedBehind(view: View, { key, grade, tag, page }: Behind) {
  const row = key === ALL ? [] : [{ group: view.group, key }]
  const steps = [...view.steps, ...row]
  const conditions = narrowedBy(
    tag ? steps.filter((step) => narrows(step.group) === 'institution_id') : steps,
  )
  return { ...daysOf({ period: view.period, steps }), ...conditions, grade, tag, page }
}
