// Dated facts in words.
import type { PlaceFact } from '@/shared/api/schemas'
import { dayWords } from '@/shared/time'
import { wordFor, words } from '@/words'

const say = words.places

/** What happened; a move by what was moved. */
export function whatOf(fact: PlaceFact): string {
  const moved: Readonly<Record<string, string>> = say.moved
  return (fact.what === 'moved' && moved[fact.relation]) || wordFor(say.whats, fact.what)
}

/** A fact in one line. */
export function lineOf(fact: PlaceFact): string {
  const what = whatOf(fact)
  const change = fact.before && fact.after ? say.fromTo(fact.before, fact.after) : ''
  return say.factLine(dayWords(fact.effective_on), what, change, fact.reason, fact.by)
}
