import { describe, expect, it } from 'vitest'
import { changesOf } from '@/shared/bulletin/changes'
import type { BulletinContent, BulletinRow, Figures } from '@/shared/api/schemas'
import { words } from '@/words'

const say = words.bulletins.changes
const figure = (value: number | null) => ({ value, numerator: 0, denominator: 1, formula: '' })

function figures(opinions: number | null, average: number | null, onTime = 100): Figures {
  return {
    services: 100,
    due: 90,
    opinions,
    walk_ins: 1,
    defaults: 50,
    average: figure(average),
    satisfaction: figure(90),
    poor_share: figure(10),
    participation: figure(40),
    orders_due: 4,
    rectification: figure(75),
    on_time: figure(onTime),
    contact: figure(75),
    grades: [],
    suppressed: opinions === null,
  }
}

const row = (id: string, rank: number | null, opinions: number | null): BulletinRow => ({
  id,
  name: id,
  figures: figures(opinions, opinions === null ? null : 9),
  rank,
  low: null,
  high: null,
  in_tail: false,
})

const content = (total: Figures, institutions: BulletinRow[]): BulletinContent =>
  ({ total, counties: [], institutions }) as unknown as BulletinContent

describe('what another version says otherwise', () => {
  it('is nothing for the same figures', () => {
    const same = content(figures(40, 9), [row('a', 1, 40)])
    expect(changesOf(same, same)).toEqual([])
  })

  it('knows what became of work orders', () => {
    const [before, after] = [content(figures(40, 9), []), content(figures(40, 9, 50), [])]
    const change = { what: '按时率', before: '100.00%', after: '50.00%' }
    expect(changesOf(before, after)).toEqual([{ place: say.whole, ...change }])
  })

  it('names the place, the figure, and both values', () => {
    const before = content(figures(41, 8.9), [row('a', 2, 41), row('gone', null, 3)])
    const after = content(figures(40, 9), [row('a', 1, 40), row('new', null, null)])
    expect(changesOf(before, after)).toEqual([
      { place: say.whole, what: '平均分', before: '8.90 分', after: '9.00 分' },
      { place: say.whole, what: '主动评价', before: '41', after: '40' },
      { place: 'a', what: say.rank, before: '2', after: '1' },
      { place: 'a', what: '主动评价', before: '41', after: '40' },
      { place: 'new', what: say.added, before: '', after: 'new' },
      { place: 'gone', what: say.removed, before: 'gone', after: '' },
    ])
  })
})
