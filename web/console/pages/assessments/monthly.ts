// What the pages of this room share: figures of a stretch of months, asked for by the address.
import { computed, watch, type ComputedRef } from 'vue'
import { useLoaded, type Loaded } from '@/shared/load'
import { orderFrom, sorted, type Order, type ValueOf } from '../../sorting'
import type { Months } from './months'

export interface Monthly<Answer> extends Loaded<Answer> {
  /** What was asked for; what is there belongs to the months before while the next are on their way. */
  shown: ComputedRef<Answer | null>
}

export function useMonthly<Answer extends Months>(
  months: () => Months,
  ask: (months: Months, signal: AbortSignal) => Promise<Answer>,
): Monthly<Answer> {
  const loaded = useLoaded((signal) => ask(months(), signal))
  watch(() => JSON.stringify(months()), loaded.load, { immediate: true })
  const shown = computed(() => {
    const { first, last } = months()
    const now = loaded.data.value
    return now?.first === first && now.last === last ? now : null
  })
  return { ...loaded, shown }
}

/** Rows in the order of the address, and the page of them it names. */
export function useOrdered<Row>(
  rows: () => readonly Row[],
  view: () => { sort: string; page: number },
  ways: { columns: readonly string[]; valueOf: ValueOf<Row>; perPage: number },
): { order: ComputedRef<Order | null>; rows: ComputedRef<Row[]>; page: ComputedRef<Row[]> } {
  const order = computed(() => orderFrom(view().sort, ways.columns))
  const all = computed(() => sorted(rows(), order.value, ways.valueOf))
  const page = computed(() => pageOf(all.value, view().page, ways.perPage))
  return { order, rows: all, page }
}

export function pageOf<Row>(rows: readonly Row[], page: number, perPage: number): Row[] {
  return rows.slice((page - 1) * perPage, page * perPage)
}
