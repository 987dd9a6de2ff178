// What is due today, from the counts per status: whose turn it is, by role.
import { get } from '@/shared/api/client'
import type { OrderPage, OrderRow, StaffMe } from '@/shared/api/schemas'
import type { words } from '@/words'

export type Turn = keyof typeof words.today.turn

const BUREAU: readonly Turn[] = ['opened', 'reopened']
const HANDLER: readonly Turn[] = ['dispatched', 'accepted', 'responded', 'rectified']
const SHOWN = 8

/** The states in which this role is the one to act. */
export function turnsOf(role: string): readonly Turn[] {
  return role === 'handler' ? HANDLER : BUREAU
}

export function countIn(page: OrderPage, status: string): number {
  return page.counts.find((one) => one.status === status)?.count ?? 0
}

export interface Work {
  page: OrderPage
  /** Orders that wait for this person, the nearest clock first. */
  queue: OrderRow[]
}

/** Counts of everything in reach and the orders that wait for this office. */
export async function workOf(me: StaffMe, signal: AbortSignal): Promise<Work> {
  const page = await get('/api/work-orders', { signal })
  const waiting = turnsOf(me.role).filter((status) => countIn(page, status) > 0)
  const pages = await Promise.all(
    waiting.map((status) => get('/api/work-orders', { query: { status }, signal })),
  )
  const rows = pages.flatMap((one) => one.rows)
  return { page, queue: nearest(rows.filter((row) => isOwn(row, me))) }
}

/** A city bureau sees the counties' orders, but it is not the city's turn. */
function isOwn(row: OrderRow, me: StaffMe): boolean {
  return me.role === 'handler' || row.bureau_name === me.scope_name
}

/** The nearest deadlines first; without one, last. */
export function nearest(rows: readonly OrderRow[]): OrderRow[] {
  const end = (row: OrderRow) => (row.due ? Date.parse(row.due.at) : Infinity)
  return [...rows].sort((a, b) => end(a) - end(b)).slice(0, SHOWN)
}
