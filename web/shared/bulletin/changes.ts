// What another version of the same period says otherwise.
import type { BulletinContent, BulletinRow, Figures } from '@/shared/api/schemas'
import {
  count,
  COUNTS,
  figureOf,
  figureWords,
  ORDER_FIGURES,
  shownFigures,
} from '@/shared/figures/numbers'
import { placeName } from '@/shared/names'
import { words } from '@/words'

export interface Change {
  place: string
  what: string
  before: string
  after: string
}

/** Every figure, count and rank that differs, in the order of the later version. */
export function changesOf(before: BulletinContent, after: BulletinContent): Change[] {
  const say = words.bulletins.changes
  return [
    ...cellsThatDiffer(say.whole, cells(before.total), cells(after.total)),
    ...rowsThatDiffer(before.counties, after.counties),
    ...rowsThatDiffer(before.institutions, after.institutions),
  ]
}

type Cells = Map<string, string>

function rowsThatDiffer(before: readonly BulletinRow[], after: readonly BulletinRow[]): Change[] {
  const say = words.bulletins.changes
  const old = new Map(before.map((row) => [row.id, row]))
  const now = new Set(after.map((row) => row.id))
  return [
    ...after.flatMap((row) => {
      const was = old.get(row.id)
      if (!was) return [{ place: placeName(row.name), what: say.added, before: '', after: placeName(row.name) }]
      return cellsThatDiffer(placeName(row.name), rankedCells(was), rankedCells(row))
    }),
    ...before
      .filter((row) => !now.has(row.id))
      .map((row) => ({ place: placeName(row.name), what: say.removed, before: placeName(row.name), after: '' })),
  ]
}

function cellsThatDiffer(place: string, before: Cells, after: Cells): Change[] {
  return [...after]
    .filter(([what, value]) => before.get(what) !== value)
    .map(([what, value]) => ({ place, what, before: before.get(what) ?? '', after: value }))
}

function rankedCells(row: BulletinRow): Cells {
  const rank = row.rank === null ? words.bulletins.body.unranked : String(row.rank)
  return new Map([[words.bulletins.changes.rank, rank], ...cells(row.figures)])
}

function cells(figures: Figures): Cells {
  return new Map([
    ...shownFigures([figures]).map((name): [string, string] => [
      words.figures[name],
      figureWords(name, figureOf(figures, name), figures.suppressed),
    ]),
    ...ORDER_FIGURES.map((name): [string, string] => [
      words.figures[name],
      figureWords(name, figures[name], figures.orders_due === null),
    ]),
    ...[...COUNTS, 'orders_due' as const].map((name): [string, string] => [
      words.figures[name],
      count(figures[name]),
    ]),
  ])
}
