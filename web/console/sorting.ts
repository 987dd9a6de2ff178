// The order of a table as its address has it: a column, with a minus where it falls.
export interface Order {
  column: string
  falling: boolean
}
/** What a row is sorted by; null where it cannot be told, which stands at the end either way. */
export type ValueOf<Row> = (row: Row, column: string) => string | number | null

export function orderFrom(sort: string, columns: readonly string[]): Order | null {
  const column = sort.replace(/^-/, '')
  return columns.includes(column) ? { column, falling: sort.startsWith('-') } : null
}

export const orderWritten = ({ column, falling }: Order) => `${falling ? '-' : ''}${column}`

/** The next order when a heading is pressed: numbers fall first, names rise first. */
export function turned(now: Order | null, column: string): Order {
  return { column, falling: now?.column === column ? !now.falling : column !== 'name' }
}

export function ariaSort(now: Order | null, column: string): 'ascending' | 'descending' | 'none' {
  if (now?.column !== column) return 'none'
  return now.falling ? 'descending' : 'ascending'
}

export function sorted<Row>(rows: readonly Row[], order: Order | null, valueOf: ValueOf<Row>): Row[] {
  if (!order) return [...rows]
  const sign = order.falling ? -1 : 1
  return [...rows].sort((a, b) => {
    const [one, other] = [valueOf(a, order.column), valueOf(b, order.column)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    if (typeof one === 'string') return sign * one.localeCompare(String(other), 'zh-CN')
    return sign * (one - Number(other))
  })
}
