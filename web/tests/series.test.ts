import { describe, expect, it } from 'vitest'
import { figureWords } from '@/results/numbers'
import { opinionsOf, stackOf } from '@/results/series'
import type { ResultRow, Results } from '@/shared/api/schemas'
import { GRADES } from '@/shared/law'
import { words } from '@/words'

const figure = (value: number | null, denominator = 40) => ({
  value,
  numerator: 0,
  denominator,
  formula: '',
})

function row(name: string, opinions: number): ResultRow {
  const each = opinions >= 10 ? opinions / GRADES.length : 0
  return {
    id: name,
    name,
    kind: 'region',
    services: 100,
    opinions,
    defaults: 50,
    walk_ins: 3,
    participation: figure(opinions),
    satisfaction: figure(null),
    average: figure(null),
    grades: GRADES.map(({ code }) => ({ grade: code, count: each })),
  }
}

const results = (...rows: ResultRow[]): Results => ({
  month: '2026-03',
  months: ['2026-03'],
  city_name: '',
  city: row('city', 40),
  rows,
  minimum_sample: 10,
})
const say = words.results

describe('the chart of results', () => {
  it('keeps defaults and walk-ins apart from the five grades', () => {
    const { series } = stackOf(results(row('a', 40)))
    const labels = GRADES.map((grade) => grade.label)
    expect(series.map((one) => one.name)).toEqual([...labels, say.walkIns, say.defaults])
    expect(series.map((one) => one.values)).toEqual([[8], [8], [8], [8], [8], [3], [50]])
    expect(opinionsOf(stackOf(results(row('a', 40)))).series.map((one) => one.name)).toEqual(labels)
  })

  it('shows suppressed opinions as one block without grades', () => {
    const { series } = stackOf(results(row('a', 40), row('b', 6)))
    expect(series.find((one) => one.name === say.suppressed)?.values).toEqual([0, 6])
  })
})

describe('figures in words', () => {
  it.each([
    ['satisfaction', figure(94.8), '94.80%'],
    ['average', figure(8.93), '8.93 分'],
    ['satisfaction', figure(null), say.tooFew],
    ['participation', figure(null, 0), say.noServices],
  ] as const)('%s', (name, value, said) => {
    expect(figureWords(name, value)).toBe(said)
  })
})
