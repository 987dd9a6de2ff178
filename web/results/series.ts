// What the chart and the table behind it show, from the same numbers.
import type { ResultRow, Results } from '@/shared/api/schemas'
import { GRADES } from '@/shared/law'
import { words } from '@/words'
import { isSuppressed } from './numbers'

export interface Series {
  name: string
  /** The token its colour comes from. */
  token: string
  values: number[]
}

export interface Stack {
  names: string[]
  series: Series[]
}

/** Five grades; defaults and walk-ins as series of their own; suppressed opinions as one block. */
export function stackOf(results: Results): Stack {
  const rows = results.rows
  const say = words.results
  const hidden = (row: ResultRow) => isSuppressed(row, results.minimum_sample)
  const grades = GRADES.map((grade) => ({
    name: grade.label,
    token: `--grade-${grade.number}`,
    values: rows.map((row) => row.grades.find((one) => one.grade === grade.code)?.count ?? 0),
  }))
  const suppressed = rows.map((row) => (hidden(row) ? row.opinions : 0))
  return {
    names: rows.map((row) => row.name),
    series: [
      ...grades,
      ...(suppressed.some(Boolean)
        ? [{ name: say.suppressed, token: '--series-suppressed', values: suppressed }]
        : []),
      { name: say.walkIns, token: '--series-walk-in', values: rows.map((row) => row.walk_ins) },
      { name: say.defaults, token: '--series-default', values: rows.map((row) => row.defaults) },
    ],
  }
}
