// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { columnsFor, orderFrom, orderWritten, sorted, turned } from '@/console/pages/statistics/columns'
import { queryOf } from '@/console/pages/statistics/moving'
import { sheetOf } from '@/console/pages/statistics/sheet'
import { filterOf, kept, same, useSaved } from '@/console/saved'
import type { Statistics, StatisticsRow } from '@/shared/api/schemas'
import { GRADES } from '@/shared/law'

const figure = (value: number | null) => ({ value, numerator: 9.5, denominator: 12, formula: '' })

function row(name: string, opinions: number, average: number | null): StatisticsRow {
  return {
    key: name,
    name,
    note: '',
    figures: {
      services: 4,
      due: 2,
      opinions,
      walk_ins: 0,
      defaults: 1,
      average: figure(average),
      satisfaction: figure(null),
      poor_share: figure(null),
      participation: figure(null),
      grades: GRADES.map(({ code }, place) => ({ grade: code, count: place })),
      suppressed: false,
      orders_due: 0,
      rectification: figure(null),
      on_time: figure(null),
      contact: figure(null),
    },
  }
}

const nameOf = (one: StatisticsRow) => one.name
const names = (rows: StatisticsRow[]) => rows.map(nameOf).join('')

describe('the order of a table', () => {
  const rows = [row('b', 1, 6), row('a', 3, null), row('c', 2, 9)]

  it.each([
    ['', 'bac'],
    ['name', 'abc'],
    ['-opinions', 'acb'],
    ['average', 'bca'],
    ['-average', 'cba'],
    ['nonsense', 'bac'],
  ])('by "%s" keeps what cannot be told at the end', (sort, expected) => {
    expect(names(sorted(rows, orderFrom(sort), nameOf))).toBe(expected)
  })

  it('turns round when the same heading is pressed again', () => {
    const falling = turned(null, 'average')
    expect(orderWritten(falling)).toBe('-average')
    expect(orderWritten(turned(falling, 'average'))).toBe('average')
    expect(orderWritten(turned(falling, 'name'))).toBe('name')
  })
})

describe('the file of what is on the screen', () => {
  it('has each figure with numerator and denominator, and runs no formula', async () => {
    const rows = [row('=1+1', 1, 7.9), row('甲,"乙"', 2, null)]
    const shown = { rows, total: row('', 3, 8).figures } as Statistics
    const columns = columnsFor('ratings', false, false)
    const bytes = new Uint8Array(await read(sheetOf(shown, columns, '事项', nameOf)))
    const [head, first, second, total] = new TextDecoder().decode(bytes).split('\r\n')
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(head).toContain('平均分,平均分的分子,平均分的分母')
    expect(head).not.toContain('办件数')
    expect(first).toBe("'=1+1,,,,,7.9,9.5,12,,,,1,0,1,0,1,2,3,4")
    expect(second).toMatch(/^"甲,""乙""",,,,,,,/)
    expect(total).toMatch(/^合计,/)
  })
})

function read(blob: Blob): Promise<ArrayBuffer> {
  return new Promise((done) => {
    const reader = new FileReader()
    reader.onload = () => done(reader.result as ArrayBuffer)
    reader.readAsArrayBuffer(blob)
  })
}

describe('saved views', () => {
  beforeEach(() => localStorage.clear())
  const view = { name: '各县', query: { by: 'region', first: '2026-11-01', last: '2026-11-30' } }

  it('stay on the machine, each account its own', () => {
    useSaved('statistics', 'one').keep({ ...view, moves: '' })
    expect(useSaved('statistics', 'one').saved.value.map((one) => one.name)).toEqual(['各县'])
    expect(useSaved('statistics', 'two').saved.value).toEqual([])
    expect(useSaved('orders', 'one').saved.value).toEqual([])
    useSaved('statistics', 'one').forget('各县')
    expect(useSaved('statistics', 'one').saved.value).toEqual([])
  })

  it('move with the calendar where the period has a name', () => {
    const moving = { ...view, moves: 'lastMonth' as const }
    expect(queryOf(moving, '2027-01-08')).toMatchObject({ by: 'region', first: '2026-12-01' })
    expect(queryOf({ ...view, moves: '' }, '2027-01-08')).toEqual(view.query)
  })

  it('survive what somebody else put there', () => {
    localStorage.setItem('statistics:one', '{"not":"a list"}')
    expect(useSaved('statistics', 'one').saved.value).toEqual([])
    localStorage.setItem('statistics:one', '[null, {"name": 3}]')
    expect(useSaved('statistics', 'one').saved.value).toEqual([])
  })

  it('are the same in any order, wherever one has turned to', () => {
    const first = filterOf({ status: 'opened', search: '12', page: '3', behind_id: '7' })
    expect(same(first, filterOf({ search: '12', status: 'opened' }))).toBe(true)
    expect(same(first, filterOf({ search: '12' }))).toBe(false)
  })

  it('keep all an address says', () => {
    expect(kept({ by: 'day', in: ['region~1'], sort: null })).toEqual({ by: 'day', in: ['region~1'] })
  })
})

describe('the composite index', () => {
  it('has a column where the indicator set weighs, and nowhere else', () => {
    expect(columnsFor('ratings', true, false).figures).not.toContain('composite')
    expect(columnsFor('ratings', true, true).figures).toContain('composite')
    expect(columnsFor('orders', true, true).figures).not.toContain('composite')
  })

  it('sorts rows that have none to the end', () => {
    const [one, other] = [row('a', 1, 6), row('b', 2, 6)]
    const indexed = { ...other, figures: { ...other.figures, composite: figure(71.5) } }
    expect(names(sorted([one, indexed], orderFrom('composite'), nameOf))).toBe('ba')
  })
})
