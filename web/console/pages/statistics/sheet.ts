// What is on the screen as a table for spreadsheets.
import type { Statistics, StatisticsRow } from '@/shared/api/schemas'
import { figureOf, type CountName, type FigureName } from '@/shared/figures/numbers'
import { GRADES } from '@/shared/law'
import { words } from '@/words'
import { csvOf, type Cell } from '../../csv'
import type { NameOf } from './columns'

interface Columns {
  figures: readonly FigureName[]
  counts: readonly CountName[]
}

/** The rows and their total, each figure with numerator and denominator. */
export function sheetOf(shown: Statistics, columns: Columns, heading: string, nameOf: NameOf): Blob {
  return csvOf([
    headingsOf(columns, heading),
    ...shown.rows.map((row) => cellsOf(row, columns, nameOf(row))),
    cellsOf({ key: '', name: '', note: '', figures: shown.total }, columns, words.statistics.total),
  ])
}

function headingsOf({ figures, counts }: Columns, heading: string): Cell[] {
  const say = words.figures
  const { of } = words.statistics
  return [
    heading,
    words.statistics.note,
    ...figures.flatMap((one) => [
      say[one],
      of(say[one], say.numerator),
      of(say[one], say.denominator),
    ]),
    ...counts.map((one) => say[one]),
    ...GRADES.map((grade) => grade.label),
  ]
}

function cellsOf(row: StatisticsRow, { figures, counts }: Columns, name: string): Cell[] {
  const counted = (grade: string) => row.figures.grades.find((one) => one.grade === grade)?.count
  return [
    name,
    row.note,
    ...figures.flatMap((one) => {
      const { value, numerator, denominator } = figureOf(row.figures, one)
      return value === null ? [null, null, null] : [value, numerator, denominator]
    }),
    ...counts.map((one) => row.figures[one]),
    ...GRADES.map(({ code }) => counted(code) ?? null),
  ]
}
