// Views whose period has a name move with the calendar: "this month" is this month whenever opened.
import type { LocationQueryRaw } from 'vue-router'
import type { Saved } from '../../saved'
import { SHORTCUTS, shortcut, type Shortcut } from './periods'

/** The period a saved view moves by; null where it stays, or has no name we know. */
export function movesBy({ moves }: Saved): Shortcut | null {
  return SHORTCUTS.find((one) => one === moves) ?? null
}

/** The address of a saved view on a day. */
export function queryOf(one: Saved, today: string): LocationQueryRaw {
  const moves = movesBy(one)
  return moves ? { ...one.query, ...shortcut(moves, today) } : one.query
}
