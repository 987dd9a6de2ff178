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

export const count = (value: number) => whole.format(value)
export const exact = (value: number) =>
  Number.isInteger(value) ? whole.format(value) : decimal.format(value)

/** The value with its unit; why there is none where it may not or cannot be told. */
export function figureWords(name: FigureName, figure: Figure): string {
  if (figure.value === null)
    return figure.denominator === 0 && name === 'participation'
      ? words.results.noServices
      : words.results.tooFew
  const value = decimal.format(figure.value)
  return name === 'average' ? words.results.points(value) : words.results.percent(value)
}

/** Too few opinions to publish grades: nobody may be recognised in a number. */
export function isSuppressed(row: Pick<ResultRow, 'opinions'>, minimumSample: number): boolean {
  return row.opinions < minimumSample
}
