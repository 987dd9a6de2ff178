// In Simplified Chinese the law's own words are those of the contract, and places have their names;
// other languages say here what they call them.
import type { Names } from '@contract/names/names'

export type NamesInUse = Pick<Names, 'grades' | 'tags' | 'problems'> & {
  places: Record<string, string>
}
export const names: NamesInUse = { grades: {}, tags: {}, problems: {}, places: {} }
