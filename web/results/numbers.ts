// Figures as people read them.
import type { Figure, ResultRow } from '@/shared/api/schemas'
import { words } from '@/words'

export type FigureName = 'participation' | 'satisfaction' | 'average'
export const FIGURES: readonly FigureName[] = ['satisfaction', 'average', 'participation']

const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 })
const decimal = new Intl.NumberFormat('zh-CN', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
})

/** A number of ratings; the words for it where it is too small to be told. */
export const count = (value: number | null) =>
  value === null ? words.results.fewer : whole.format(value)
export const exact = (value: number) =>
  Number.isInteger(value) ? whole.format(value) : decimal.format(value)

/** The value with its unit; why there is none where it may not or cannot be told. */
export function figureWords(name: FigureName, figure: Figure, suppressed: boolean): string {
  if (figure.value === null) return suppressed ? words.results.tooFew : words.results.nothing
  const value = decimal.format(figure.value)
  return name === 'average' ? words.results.points(value) : words.results.percent(value)
}

/** Too few opinions to publish: nobody may be recognised in a number. */
export const isSuppressed = (row: Pick<ResultRow, 'opinions'>): boolean => row.opinions === null
