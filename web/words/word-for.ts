/** The word for a code; the code itself where none is known, so nothing is ever hidden. */
export function wordFor(table: Readonly<Record<string, string>>, code: string): string {
  return table[code] ?? code
}
