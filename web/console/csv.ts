// Tables as CSV, for spreadsheets.
export type Cell = string | number | null

// A spreadsheet reads the mark and knows that the letters are UTF-8.
const MARK = '\uFEFF'
const FORMULA = /^[=+\-@\t\r]/

export function csvOf(lines: readonly (readonly Cell[])[]): Blob {
  const text = lines.map((cells) => cells.map(written).join(',')).join('\r\n')
  return new Blob([`${MARK}${text}\r\n`], { type: 'text/csv;charset=utf-8' })
}

/** A cell as CSV has it; text that a spreadsheet would run is kept text. */
function written(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
