// What a chart and the table behind it show, from the same numbers.
import type { GradeCount } from '@/shared/api/schemas'
import { GRADES } from '@/shared/law'
import { gradeName, placeName } from '@/shared/names'
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

/** A bar: what is suppressed is null, or no grade at all. */
export interface Bar {
  name: string
  grades: GradeCount[]
  walk_ins: number | null
  defaults: number
}

/** Only what citizens said about a service on record. */
export function opinionsOf({ names, series }: Stack): Stack {
  return { names, series: series.filter((one) => one.opinion) }
}

/** Five grades; defaults and walk-ins as series of their own; what is suppressed is not drawn. */
export function stackOf(bars: readonly Bar[]): Stack {
  const say = words.figures
  const series = (name: string, token: string, opinion: boolean, of: (bar: Bar) => number) => ({
    name,
    token,
    opinion,
    values: bars.map(of),
  })
  const grades = GRADES.map(({ code, number }) =>
    series(gradeName(code), `--grade-${number}`, true, (bar) => countOf(bar, code)),
  )
  return {
    names: bars.map((bar) => placeName(bar.name)),
    series: [
      ...grades,
      series(say.walk_ins, '--series-walk-in', false, (bar) => bar.walk_ins ?? 0),
      series(say.defaults, '--series-default', false, (bar) => bar.defaults),
    ],
  }
}

function countOf(bar: Bar, grade: string): number {
  return bar.grades.find((one) => one.grade === grade)?.count ?? 0
}
