// What the codes of the trail are called: the same words the exported file carries.
import table from '@contract/audit-words.json'

export const ACTIONS: Readonly<Record<string, string>> = table.actions
export const OBJECTS: Readonly<Record<string, string>> = table.objects
export const OUTCOMES: Readonly<Record<string, string>> = table.outcomes
export const WHO: Readonly<Record<string, string>> = table.who
