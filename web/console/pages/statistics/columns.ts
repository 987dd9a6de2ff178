// The columns of a statistic, and their order.
import type { Figures, StatisticsRow } from '@/shared/api/schemas'
import type { CountName, FigureName } from '@/shared/figures/numbers'

export type Column = FigureName | CountName
/** What a table is about: what was said, or what became of the work orders. */
export const ABOUTS = ['ratings', 'orders'] as const
export type About = (typeof ABOUTS)[number]
interface Columns {
  figures: readonly FigureName[]
  counts: readonly CountName[]
}
const COLUMNS_OF: Record<About, Columns> = {
  ratings: {
    figures: ['satisfaction', 'average', 'participation', 'poor_share', 'composite'],
    counts: ['services', 'opinions', 'walk_ins', 'defaults'],
  },
  orders: { figures: ['rectification', 'on_time', 'contact'], counts: ['orders_due'] },
}
const OF_SERVICES: readonly Column[] = ['participation', 'services']

/**
 * Figures and counts that are shown: what services are needed for only where they are counted, the
 * index only where the indicator set weighs.
 */
export function columnsFor(about: About, services: boolean, weighed: boolean) {
  const shown = (column: Column) =>
    (services || !OF_SERVICES.includes(column)) && (weighed || column !== 'composite')
  const { figures, counts } = COLUMNS_OF[about]
  return { figures: figures.filter(shown), counts: counts.filter(shown) }
}

function valueOf(figures: Figures, column: Column): number | null {
  const value = figures[column] ?? null
  return typeof value === 'number' || value === null ? value : value.value
}

export interface Order {
  column: Column | 'name'
  falling: boolean
}

const COLUMNS: readonly string[] = [
  'name',
  ...ABOUTS.flatMap((about) => [...COLUMNS_OF[about].figures, ...COLUMNS_OF[about].counts]),
]

export function orderFrom(sort: string): Order | null {
  const column = sort.replace(/^-/, '')
  return COLUMNS.includes(column)
    ? { column: column as Order['column'], falling: sort.startsWith('-') }
    : null
}

export const orderWritten = ({ column, falling }: Order) => `${falling ? '-' : ''}${column}`

/** The next order when a heading is pressed: numbers fall first, names rise first. */
export function turned(now: Order | null, column: Order['column']): Order {
  return { column, falling: now?.column === column ? !now.falling : column !== 'name' }
}

/** Rows in an order; what cannot be told stands at the end either way. */
export function sorted(rows: readonly StatisticsRow[], order: Order | null, nameOf: NameOf) {
  if (!order) return [...rows]
  const { column, falling } = order
  const sign = falling ? -1 : 1
  if (column === 'name')
    return [...rows].sort((a, b) => sign * nameOf(a).localeCompare(nameOf(b), 'zh-CN'))
  return [...rows].sort((a, b) => {
    const [one, other] = [valueOf(a.figures, column), valueOf(b.figures, column)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return sign * (one - other)
  })
}
export type NameOf = (row: StatisticsRow) => string
