import { post } from '@/shared/api/client'
import type { HeldGroup, Quarantine } from '@/shared/api/schemas'
import { words } from '@/words'

const say = words.province

/** With whom the records are exchanged. */
export type Side = 'province' | 'complaints'
interface Pair {
  table: string
  ours: string
  theirs: string
  reason: string
}
type Group = Pick<HeldGroup, 'error' | 'about' | 'code'>
interface Actions {
  map: (pair: Pair) => Promise<Quarantine>
  replay: (group: Group) => Promise<Quarantine>
}

/** What can be done about records in quarantine, on each side. */
export const ACTIONS: Record<Side, Actions> = {
  province: {
    map: (pair) => post('/api/province/codes', pair, {}),
    replay: (group) => post('/api/province/replay', group, {}),
  },
  complaints: {
    map: (pair) => post('/api/complaints/codes', pair, {}),
    replay: (group) => post('/api/complaints/replay', group, {}),
  },
}

/** What a group of records in quarantine is told apart by. */
export function keyOf(group: HeldGroup): string {
  return [group.direction, group.error, group.about, group.code].join(' ')
}

/** The words of a side. */
export const WORDS = { province: say, complaints: words.complaints }

/** Why they were put aside. */
export function reasonOf(group: HeldGroup, side: Side): string {
  const { reasons, otherReason } = WORDS[side]
  return (reasons as Record<string, string>)[group.error] ?? otherReason(group.error)
}

/** A number of theirs; the complaint platform's ones say of what they are. */
export function caseOf(number: string): string {
  const { kinds, caseOf: told } = words.complaints
  const [kind = '', ...rest] = number.split(':')
  const word = (kinds as Record<string, string>)[kind]
  return word && rest.length ? told(word, rest.join(':')) : number
}

/** The table and code, or the field, it is about. */
export function whatOf(group: HeldGroup): string {
  const tables: Record<string, string> = { ...words.complaints.fields, ...say.codeTables }
  const table = tables[group.about] ?? say.fieldOf(group.about)
  return group.code ? say.codeOf(table, group.code) : table
}
