// What is looked at, as the address says it, and the figures of each step of the drill-down.
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { Coverage, CoverageCount } from '@/shared/api/schemas'
import { words } from '@/words'

export const SHOWS = ['lacking', 'without_code', 'silent', 'all'] as const
export const LEVELS = ['city', 'county', 'town', 'village'] as const
export const DAYS = [30, 60, 90, 180] as const
const UUID = /^[0-9a-f-]{36}$/

export interface Sight {
  show: (typeof SHOWS)[number]
  silent: number
  level: (typeof LEVELS)[number] | ''
  region: string
  hall: string
  oldest: boolean
  page: number
}

/** A line of the table above the windows: a level, an area or a hall. */
export interface Group {
  key: string
  name: string
  halls: number | null
  count: CoverageCount
  into: Partial<Sight>
}

function oneOf<T>(choices: readonly T[], value: unknown, otherwise: T): T {
  return choices.find((one) => String(one) === value) ?? otherwise
}

const id = (value: unknown) => (UUID.test(String(value)) ? String(value) : '')

/** What an address says; whatever it says wrongly is left out. */
export function sightOf(query: LocationQuery): Sight {
  return {
    show: oneOf(SHOWS, query.show, 'lacking'),
    silent: oneOf<number>(DAYS, query.silent, DAYS[0]),
    level: oneOf<Sight['level']>(LEVELS, query.level, ''),
    region: id(query.region),
    hall: id(query.hall),
    oldest: query.sort === 'last_rated',
    page: Math.max(1, Number(query.page) || 1),
  }
}

/** The address of another look; it begins on its first page. */
export function addressOf(sight: Sight, change: Partial<Sight> = {}): LocationQueryRaw {
  const to = { ...sight, page: 1, ...change }
  return {
    ...(to.show !== 'lacking' && { show: to.show }),
    ...(to.silent !== DAYS[0] && { silent: String(to.silent) }),
    ...(to.level && { level: to.level }),
    ...(to.region && { region: to.region }),
    ...(to.hall && { hall: to.hall }),
    ...(to.oldest && { sort: 'last_rated' }),
    ...(to.page > 1 && { page: String(to.page) }),
  }
}

/** The same as the server asks for it. */
export function askedOf(sight: Sight) {
  return {
    show: sight.show,
    silent_days: sight.silent,
    level: sight.level || undefined,
    region_id: sight.region || undefined,
    hall_id: sight.hall || undefined,
    sort: sight.oldest ? ('last_rated' as const) : ('place' as const),
    page: sight.page,
  }
}

function summed(counts: CoverageCount[]): CoverageCount {
  const add = (of: keyof CoverageCount) => counts.reduce((sum, one) => sum + one[of], 0)
  return { windows: add('windows'), without_code: add('without_code'), silent: add('silent') }
}

/** The next step down: levels, the areas of a level, the halls of an area. */
export function groupsOf(data: Coverage, sight: Sight): Group[] {
  if (sight.region)
    return data.halls.map((one) => ({
      key: one.hall_id,
      name: one.hall_name,
      halls: null,
      count: one.count,
      into: { hall: one.hall_id },
    }))
  if (sight.level)
    return data.areas
      .filter((one) => one.level === sight.level)
      .map((one) => ({
        key: one.region_id,
        name: one.region_name,
        halls: one.halls,
        count: one.count,
        into: { region: one.region_id },
      }))
  return LEVELS.map((level) => {
    const own = data.areas.filter((one) => one.level === level)
    return {
      key: level,
      name: words.law.levels[level],
      halls: own.reduce((sum, one) => sum + one.halls, 0),
      count: summed(own.map((one) => one.count)),
      into: { level },
    }
  })
}

/** The share of windows with a code, rounded down: all but one is not all. Null without windows. */
export function share(count: CoverageCount): number | null {
  const coded = count.windows - count.without_code
  return count.windows ? Math.floor((coded * 1000) / count.windows) / 10 : null
}
