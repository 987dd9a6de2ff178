import { describe, expect, it } from 'vitest'
import { askedBehind, behindFrom, behindQuery, hasCases } from '@/console/pages/statistics/behind'
import { GROUPS, groupsFor } from '@/console/pages/statistics/groups'
import { asked, backTo, groupedBy, opened, queryFor, showsServices, viewFrom } from '@/console/pages/statistics/view'
import type { LocationQuery } from 'vue-router'

const TODAY = '2026-11-23'
const BUREAU = '1b4e28ba-2fa1-41d2-883f-0016d3cca427'
const OFFICE = '7d444840-9dc0-41d1-b245-5ffdce74fad2'
const MONTH = { first: '2026-11-01', last: '2026-11-30' }
const from = (query: object) => viewFrom(query as LocationQuery, TODAY, GROUPS)
const usual = from({})

describe('a view in the address', () => {
  it('is this month by region where the address says nothing', () => {
    expect(usual).toEqual({
      about: 'ratings',
      group: 'region',
      period: MONTH,
      steps: [],
      asOfNow: false,
      sort: '',
    })
  })

  it('comes back as it was put in', () => {
    const view = opened({ ...usual, asOfNow: true }, BUREAU)!
    const sorted = { ...view, about: 'orders' as const, sort: '-on_time' }
    expect(from(queryFor(sorted))).toEqual(sorted)
  })

  it.each([
    { by: 'nothing' },
    { first: '2026-02-30', last: '2026-03-01' },
    { first: '2026-03-02', last: '2026-03-01' },
    { first: '2020-01-01', last: '2026-01-01' },
    { in: 'region' },
    { in: `region~${BUREAU}' or 1` },
    { in: 'month~2026-13' },
  ])('takes %o for not said', (query) => {
    expect(from(query)).toEqual(usual)
  })

  it('leaves conditions that cannot be asked together with the grouping', () => {
    expect(from({ by: 'hall', in: `institution~${OFFICE}` }).steps).toEqual([])
  })

  it('shows a role only what it may group by', () => {
    const view = viewFrom({ by: 'institution' }, TODAY, groupsFor('hall_manager'))
    expect(view.group).toBe('window')
    expect(groupsFor('handler')).not.toContain('window')
    expect(viewFrom({}, TODAY, groupsFor('county_bureau')).group).toBe('institution')
  })
})

describe('from a figure to the next deeper one', () => {
  it('goes from region to institution to item, keeping the conditions', () => {
    const offices = opened(usual, BUREAU)!
    const items = opened(offices, OFFICE)!
    expect(asked(offices)).toMatchObject({ group: 'institution', bureau_id: BUREAU })
    expect(asked(items)).toMatchObject({ group: 'item', bureau_id: BUREAU, institution_id: OFFICE })
    expect(opened(items, OFFICE)).toBeNull()
  })

  it('goes from a month to its days, inside the days that were asked for', () => {
    const period = { first: '2026-01-15', last: '2026-06-30' }
    const days = opened({ ...usual, group: 'month', period }, '2026-01')!
    expect(asked(days)).toMatchObject({ group: 'day', first: '2026-01-15', last: '2026-01-31' })
    const day = opened(days, '2026-01-20')!
    expect(asked(day)).toMatchObject({
      group: 'institution',
      first: '2026-01-20',
      last: '2026-01-20',
    })
    expect(asked(backTo(day, 1))).toEqual(asked(days))
  })

  it('goes back to where a step began', () => {
    const items = opened(opened(usual, BUREAU)!, OFFICE)!
    expect(backTo(items, 1)).toEqual(opened(usual, BUREAU))
    expect(backTo(items, 0)).toEqual(usual)
  })

  it('drops what does not go with another grouping and keeps what does', () => {
    const items = opened(opened(usual, BUREAU)!, OFFICE)!
    expect(groupedBy(items, 'hall').steps).toEqual([{ group: 'region', key: BUREAU }])
    expect(groupedBy(items, 'day').steps).toEqual(items.steps)
  })

  it('shows services only where they are counted', () => {
    expect(showsServices(usual)).toBe(true)
    expect(showsServices(groupedBy(usual, 'hall'))).toBe(true)
    expect(showsServices(groupedBy(usual, 'channel'))).toBe(false)
    expect(showsServices(opened(groupedBy(usual, 'channel'), 'device')!)).toBe(false)
  })
})

describe('the ratings behind a figure', () => {
  const offices = opened(usual, BUREAU)!

  it('are those of the row under the conditions of the view', () => {
    const behind = { key: OFFICE, grade: 'satisfied', tag: '', page: 2 }
    expect(behindFrom(behindQuery(behind) as LocationQuery)).toEqual(behind)
    expect(askedBehind(offices, behind)).toEqual({
      ...MONTH,
      bureau_id: BUREAU,
      institution_id: OFFICE,
      grade: 'satisfied',
      tag: '',
      page: 2,
    })
  })

  it('of a day are those of that day', () => {
    const behind = { key: '2026-11-05', grade: '', tag: '', page: 1 }
    const { first, last } = askedBehind(groupedBy(usual, 'day'), behind)
    expect([first, last]).toEqual(['2026-11-05', '2026-11-05'])
  })

  it('of a tag are narrowed as the tags are: by institution alone', () => {
    const behind = { key: 'all', grade: '', tag: '110', page: 1 }
    expect(askedBehind(offices, behind)).not.toHaveProperty('bureau_id')
    expect(askedBehind(opened(offices, OFFICE)!, behind)).toMatchObject({ institution_id: OFFICE })
  })

  it('cannot be told for levels and kinds', () => {
    expect(hasCases(groupedBy(usual, 'level'))).toBe(false)
    expect(hasCases(usual)).toBe(true)
  })
})
