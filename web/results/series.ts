// What the chart and the table behind it show, from the same numbers.
import type { ResultRow, Results } from '@/shared/api/schemas'
import { GRADES } from '@/shared/law'
import { words } from '@/words'

export interface Series {
  name: string
  /** The token its colour comes from. */
  token: string
  values: number[]
  /** Counted in satisfaction and average; defaults and walk-ins are not. */
  opinion: boolean
}

export interface Stack {
  names: string[]
  series: Series[]
}

/** Only what citizens said about a service on record. */
export function opinionsOf({ names, series }: Stack): Stack {
  return { names, series: series.filter((one) => one.opinion) }
}

/** Five grades; defaults and walk-ins as series of their own; what is suppressed is not drawn. */
export function stackOf(results: Results): Stack {
  const { rows } = results
  const say = words.results
  const series = (
    name: string,
    token: string,
    opinion: boolean,
    of: (row: ResultRow) => number,
  ) => ({
    name,
    token,
    opinion,
    values: rows.map(of),
  })
  const grades = GRADES.map(({ code, label, number }) =>
    series(label, `--grade-${number}`, true, (row) => countOf(row, code)),
  )
  return {
    names: rows.map((row) => row.name),
    series: [
      ...grades,
      series(say.walkIns, '--series-walk-in', false, (row) => row.walk_ins ?? 0),
      series(say.defaults, '--series-default', false, (row) => row.defaults),
    ],
  }
}

function countOf(row: ResultRow, grade: string): number {
  return row.grades.find((one) => one.grade === grade)?.count ?? 0
}
