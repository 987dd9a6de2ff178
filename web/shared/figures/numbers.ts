// Figures as people read them.
import type { Figure } from '@/shared/api/schemas'
import { words } from '@/words'

export type FigureName =
  | 'participation'
  | 'satisfaction'
  | 'average'
  | 'poor_share'
  | 'rectification'
  | 'on_time'
  | 'contact'
  | 'composite'
/** Those everybody is shown. */
export const FIGURES = ['satisfaction', 'average', 'participation'] as const

/** The index stands beside them where the indicator set weighs. */
export const shownFigures = (rows: readonly { composite?: unknown }[]): readonly FigureName[] =>
  rows.some((one) => one.composite) ? [...FIGURES, 'composite'] : FIGURES

/** A row without the figure has nothing to tell. */
const NOTHING: Figure = { value: null, numerator: 0, denominator: 0, formula: '' }
type Told = { [Name in FigureName]?: Figure | undefined }
export const figureOf = (figures: Told, name: FigureName): Figure => figures[name] ?? NOTHING

/** What became of the work orders that were due. */
export const ORDER_FIGURES = ['rectification', 'on_time', 'contact'] as const

/** How many there are of what: never added to each other. */
export const COUNTS = ['services', 'opinions', 'defaults', 'walk_ins'] as const
export type CountName = (typeof COUNTS)[number] | 'orders_due'

const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 })
const decimal = new Intl.NumberFormat('zh-CN', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
})

/** A number of ratings; the words for it where it is too small to be told. */
export const count = (value: number | null) =>
  value === null ? words.figures.fewer : whole.format(value)
export const exact = (value: number) =>
  Number.isInteger(value) ? whole.format(value) : decimal.format(value)

/** The value with its unit; why there is none where it may not or cannot be told. */
export function figureWords(name: FigureName, figure: Figure, suppressed: boolean): string {
  if (figure.value === null) return suppressed ? words.figures.tooFew : words.figures.nothing
  const value = decimal.format(figure.value)
  if (name === 'composite') return value
  return name === 'average' ? words.figures.points(value) : words.figures.percent(value)
}

/** Too few opinions to publish: nobody may be recognised in a number. */
export const isSuppressed = (row: { opinions: number | null }): boolean => row.opinions === null
