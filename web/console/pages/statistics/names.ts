// What the keys in an address are called. Names seen in a table are remembered; for an address that
// came by mail they are asked for, by the grouping the key belongs to.
import { reactive } from 'vue'
import { get } from '@/shared/api/client'
import type { StatisticsRow } from '@/shared/api/schemas'
import { dayWords, monthWords } from '@/shared/time'
import { wordFor, words } from '@/words'
import { isTime, type Group } from './groups'
import { daysOf, type Step, type View } from './view'

const known = reactive(new Map<string, string>())
const asked = new Set<string>()

/** The name of a row: codes and times are named here, places by the server. */
export function rowName(group: Group, row: Pick<StatisticsRow, 'key' | 'name'>): string {
  if (group === 'month') return monthWords(row.key)
  if (group === 'day') return dayWords(row.key)
  if (group === 'level') return wordFor(words.law.levels, row.key)
  if (group === 'kind') return wordFor(words.law.kinds, row.key)
  return group === 'channel' ? wordFor(words.law.channels, row.key) : row.name
}

/** The name of a step; the word for its grouping while the name is not known. */
export function stepName({ group, key }: Step): string {
  if (isTime(group) || group === 'channel') return rowName(group, { key, name: '' })
  return known.get(key) ?? words.statistics.groups[group]
}

export function remember(group: Group, rows: readonly StatisticsRow[]): void {
  rows.forEach((row) => known.set(row.key, rowName(group, row)))
}

/** Ask for the names of steps that are not known; without them the page still stands. */
export async function learn(view: View): Promise<void> {
  const missing = view.steps.filter(
    ({ group, key }) => !isTime(group) && group !== 'channel' && !known.has(key),
  )
  for (const { group } of missing) {
    if (asked.has(group)) continue
    asked.add(group)
    const answer = await get('/api/statistics', { query: { group, ...daysOf(view) } }).catch(() => null)
    if (answer) remember(group, answer.rows)
    else asked.delete(group)
  }
}
