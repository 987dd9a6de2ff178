// The dictionary in use. Pages take every word from here; a second language is a second folder
// with the same shape.
import { zhCN } from './zh-CN'

export type Words = typeof zhCN
export const words: Words = zhCN

/** The word for a code; the code itself where none is known, so nothing is ever hidden. */
export function wordFor(table: Readonly<Record<string, string>>, code: string): string {
  return table[code] ?? code
}
