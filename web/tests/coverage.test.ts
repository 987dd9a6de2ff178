import { describe, expect, it } from 'vitest'
import type { LocationQuery } from 'vue-router'
import { addressOf, groupsOf, share, sightOf } from '@/console/pages/coverage/sight'
import type { Coverage } from '@/shared/api/schemas'

const REGION = '1b4e28ba-2fa1-41d2-883f-0016d3cca427'
const from = (query: object) => sightOf(query as LocationQuery)
const count = (windows: number, without_code = 0, silent = 0) => ({ windows, without_code, silent })
const data: Coverage = {
  silent_days: 30,
  areas: [
    { region_id: REGION, region_name: '湘桥区', level: 'county', halls: 2, count: count(9, 1, 2) },
    { region_id: 'b', region_name: '饶平县', level: 'county', halls: 1, count: count(3) },
  ],
  halls: [{ hall_id: 'h', hall_name: '湘桥区大厅', count: count(9, 1, 2) }],
  total: 0,
  windows: [],
}

describe('what is looked at, in the address', () => {
  it('comes back as it was put in', () => {
    const sight = {
      ...from({}),
      show: 'silent' as const,
      silent: 90,
      level: 'county' as const,
      region: REGION,
      oldest: true,
      page: 3,
    }
    expect(from(addressOf(sight, { page: 3 }))).toEqual(sight)
  })

  it('leaves out what is usual or makes no sense, and begins anew on the first page', () => {
    expect(addressOf(from({ show: 'x', silent: '7', level: 'moon', region: '1', page: '4' }))).toEqual({})
  })
})

describe('the drill-down', () => {
  it('begins with all four levels, a zero where there is nothing', () => {
    const rows = groupsOf(data, from({}))
    expect(rows.map((one) => [one.key, one.halls, one.count])).toEqual([
      ['city', 0, count(0)],
      ['county', 3, count(12, 1, 2)],
      ['town', 0, count(0)],
      ['village', 0, count(0)],
    ])
  })

  it('leads to areas and then to halls', () => {
    expect(groupsOf(data, from({ level: 'county' })).map((one) => one.name)).toEqual([
      '湘桥区',
      '饶平县',
    ])
    expect(groupsOf(data, from({ level: 'county', region: REGION }))[0]?.into).toEqual({ hall: 'h' })
  })

  it('never rounds up to all', () => {
    expect(share(count(3000, 1))).toBe(99.9)
    expect(share(count(0))).toBeNull()
  })
})
