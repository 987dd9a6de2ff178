// How often reviews take ratings out, as a picture and as a sheet of the same numbers (12-10).
import type { AppealFigures, ExclusionRate } from '@/shared/api/schemas'
import type { Stack } from '@/shared/figures/series'
import { words } from '@/words'
import { csvOf, type Cell } from '../../csv'

const say = words.appeals.rates
export const upheld = (one: ExclusionRate): number => one.decided - one.mistaken - one.malicious

/** One bar for each, its outcomes one after the other. */
export function stackOf(rates: readonly ExclusionRate[]): Stack {
  const series = (name: string, token: string, of: (one: ExclusionRate) => number) => ({
    name,
    token,
    values: rates.map(of),
    opinion: true,
  })
  return {
    names: rates.map((one) => one.name),
    series: [
      series(say.upheld, '--series-default', upheld),
      series(say.mistaken, '--grade-2', (one) => one.mistaken),
      series(say.malicious, '--grade-1', (one) => one.malicious),
    ],
  }
}

/** Both tables and the total, each rate with its numerator and denominator. */
export function sheetOf({ total, units, reviewers }: AppealFigures): Blob {
  const lines = (group: string, rates: readonly ExclusionRate[]): Cell[][] =>
    rates.map((one) => [
      group,
      one.name,
      one.decided,
      upheld(one),
      one.mistaken,
      one.malicious,
      one.excluded.value,
      one.excluded.numerator,
      one.excluded.denominator,
    ])
  return csvOf([
    say.headings,
    ...lines(say.total, [total]),
    ...lines(say.unit, units),
    ...lines(say.reviewer, reviewers),
  ])
}
