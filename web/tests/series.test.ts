import { describe, expect, it } from 'vitest'
import { figureWords } from '@/shared/figures/numbers'
import { opinionsOf, stackOf } from '@/shared/figures/series'
import type { ResultRow } from '@/shared/api/schemas'
import { GRADES } from '@/shared/law'
import { words } from '@/words'

const figure = (value: number | null, denominator = 40) => ({
  value,
  numerator: 0,
  denominator,
  formula: '',
})

function row(name: string, opinions: number | null): ResultRow {
  return {
    id: name,
    name,
    kind: 'region',
    services: 100,
    opinions,
    defaults: 50,
    walk_ins: opinions === null ? null : 3,
    participation: figure(opinions),
    satisfaction: figure(null),
    average: figure(null),
    grades: opinions === null
      ? []
      : GRADES.map(({ code }) => ({ grade: code, count: opinions / GRADES.length })),
  }
}

const say = words.figures

describe('the chart of results', () => {
  it('keeps defaults and walk-ins apart from the five grades', () => {
    const { series } = stackOf([row('a', 40)])
    const labels = GRADES.map((grade) => grade.label)
    expect(series.map((one) => one.name)).toEqual([...labels, say.walk_ins, say.defaults])
    expect(series.map((one) => one.values)).toEqual([[8], [8], [8], [8], [8], [3], [50]])
    expect(opinionsOf(stackOf([row('a', 40)])).series.map((one) => one.name)).toEqual(labels)
  })

  it('draws nothing of what is suppressed', () => {
    const { series } = stackOf([row('a', 40), row('b', null)])
    expect(series.map((one) => one.values[1])).toEqual([0, 0, 0, 0, 0, 0, 50])
  })
})

describe('figures in words', () => {
  it.each([
    ['satisfaction', figure(94.8), '94.80%'],
    ['average', figure(8.93), '8.93 分'],
    ['satisfaction', figure(null), say.nothing],
    ['participation', figure(null, 0), say.nothing],
  ] as const)('%s', (name, value, said) => {
    expect(figureWords(name, value, false)).toBe(said)
    expect(figureWords(name, figure(null, 0), true)).toBe(say.tooFew)
  })
})
