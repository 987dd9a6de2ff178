// A view of the statistics as the address has it: it can be mailed, and "back" leads out of it.
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { ABOUTS, type About } from './columns'
import { deeper, fits, hasServices, isGroup, narrows, type Condition, type Group } from './groups'
import { isDay, isMonth, isPeriod, monthOf, overlap, shortcut, type Period } from './periods'

/** One row that was opened on the way here. */
export interface Step {
  group: Group
  key: string
}

export interface View {
  about: About
  group: Group
  period: Period
  steps: readonly Step[]
  asOfNow: boolean
  /** A column, with a minus where it falls; empty for the order of the server. */
  sort: string
}

const MOST_STEPS = 4
const KEY = /^[\w-]{1,40}$/

/** What an address says; anything it says wrongly counts as not said. */
export function viewFrom(query: LocationQuery, today: string, allowed: readonly Group[]): View {
  const said = one(query.by)
  const period = { first: one(query.first), last: one(query.last) }
  const steps = stepsFrom(query.in).filter((step) => allowed.includes(step.group))
  const group = isGroup(said) && allowed.includes(said) ? said : (allowed[0] ?? 'region')
  return {
    about: ABOUTS.find((about) => about === one(query.of)) ?? 'ratings',
    group,
    period: isPeriod(period) ? period : shortcut('thisMonth', today),
    steps: fits(group, conditionsOf(steps)) ? steps : [],
    asOfNow: one(query.now) === '1',
    sort: one(query.sort).slice(0, 20),
  }
}

export function queryFor(view: View): LocationQueryRaw {
  return {
    ...(view.about !== 'ratings' && { of: view.about }),
    by: view.group,
    ...view.period,
    ...(view.steps.length && { in: view.steps.map(({ group, key }) => `${group}~${key}`) }),
    ...(view.asOfNow && { now: '1' }),
    ...(view.sort && { sort: view.sort }),
  }
}

/** The view with another grouping: conditions that do not go with it are left. */
export function groupedBy(view: View, group: Group): View {
  const steps = view.steps.filter((step) => {
    const condition = narrows(step.group)
    return !condition || fits(group, [condition])
  })
  return { ...view, group, steps, sort: '' }
}

/** What a row opens; nothing where there is nothing deeper. */
export function opened(view: View, key: string): View | null {
  const group = deeper(view.group)
  const steps = [...view.steps, { group: view.group, key }]
  if (!group || steps.length > MOST_STEPS || !fits(group, conditionsOf(steps))) return null
  return { ...view, group, steps, sort: '' }
}

/** Back to before the step at `place`. */
export function backTo(view: View, place: number): View {
  const step = view.steps[place]
  return step ? { ...view, group: step.group, steps: view.steps.slice(0, place), sort: '' } : view
}

/** The steps' conditions by column. */
export function narrowedBy(steps: readonly Step[]): Partial<Record<Condition, string>> {
  return Object.fromEntries(
    steps.flatMap(({ group, key }) => {
      const condition = narrows(group)
      return condition ? [[condition, key]] : []
    }),
  )
}

const conditionsOf = (steps: readonly Step[]) => Object.keys(narrowedBy(steps)) as Condition[]

/** The days that are asked for: a month or a day that was opened makes them fewer. */
export function daysOf({ period, steps }: Pick<View, 'period' | 'steps'>): Period {
  return steps.reduce((days, { group, key }) => {
    if (group === 'month') return overlap(days, monthOf(key))
    return group === 'day' ? overlap(days, { first: key, last: key }) : days
  }, period)
}

export const showsServices = (view: View) => hasServices(view.group, conditionsOf(view.steps))

/** What is asked of the server. */
export function asked(view: View) {
  return {
    group: view.group,
    ...daysOf(view),
    ...narrowedBy(view.steps),
    as_of_now: view.asOfNow,
  }
}

function stepsFrom(value: LocationQuery[string] | undefined): Step[] {
  const said = (Array.isArray(value) ? value : [value]).slice(0, MOST_STEPS)
  return said.flatMap((text) => {
    const [group = '', key = ''] = (text ?? '').split('~')
    return isGroup(group) && isKey(group, key) ? [{ group, key }] : []
  })
}

function isKey(group: Group, key: string): boolean {
  if (group === 'month') return isMonth(key)
  return group === 'day' ? isDay(key) : KEY.test(key)
}

export function one(value: LocationQuery[string] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
