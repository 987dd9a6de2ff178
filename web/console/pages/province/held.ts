import type { HeldGroup } from '@/shared/api/schemas'
import { words } from '@/words'

const say = words.province

/** What a group of records in quarantine is told apart by. */
export function keyOf(group: HeldGroup): string {
  return [group.direction, group.error, group.about, group.code].join(' ')
}

/** Why they were put aside. */
export function reasonOf(group: HeldGroup): string {
  return (say.reasons as Record<string, string>)[group.error] ?? say.otherReason(group.error)
}

/** The table and code, or the field, it is about. */
export function whatOf(group: HeldGroup): string {
  const table = (say.codeTables as Record<string, string>)[group.about] ?? group.about
  return group.code ? say.codeOf(table, group.code) : table
}
