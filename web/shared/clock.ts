// A running clock in words. The server counts the working days; this only says them.
import { words } from '@/words'
import type { Due } from './api/schemas'

export type Urgency = 'calm' | 'soon' | 'over'

const SOON = 1

export function urgency(due: Pick<Due, 'working_days_left'>): Urgency {
  if (due.working_days_left < 0) return 'over'
  return due.working_days_left <= SOON ? 'soon' : 'calm'
}

/** Why no clock runs for something of this status. */
export function standsWords(status: string): string {
  return words.law.clock.stands[status] ?? words.law.clock.none
}

/** How long is left, or how long it has been over, in working days. */
export function clockWords(due: Pick<Due, 'working_days_left'>): string {
  const days = due.working_days_left
  if (days < 0) return words.law.clock.over(-days)
  return days === 0 ? words.law.clock.lastDay : words.law.clock.left(days)
}
