// What the forms of places consist of: the dialog draws any of them.
import { get } from '@/shared/api/client'
import { sentenceOf } from '@/shared/api/problem'
import type { PlaceChoices } from '@/shared/api/schemas'
import { wordFor, words } from '@/words'
import { say } from '../../toast'

export const REASON = { least: 2, most: 200 }

export interface Choice {
  value: string
  label: string
}

export interface Field {
  name: string
  label: string
  kind: 'text' | 'choice' | 'institution' | 'check'
  value: string | boolean
  hint?: string
  most?: number
  optional?: boolean
  choices?: Choice[]
  /** What is wrong with what was typed, or nothing. */
  check?: (typed: string) => string
  /** What an institution already chosen is called. */
  called?: string
}

/** Every change says since when, why, and which version of the place was on the screen. */
export interface Dated {
  effective_on: string
  reason: string
  version: number
}

export type Values = Readonly<Record<string, string | boolean>>

export type Act = keyof typeof words.places.acts

/** A form: `send` is what the confirming button does, with the values by field name. */
export interface PlaceForm<T> {
  act: Act
  place: string
  version: number
  fields: Field[]
  danger?: boolean
  send: (values: Values, dated: Dated) => Promise<T>
}

export const text = (values: Values, name: string): string => String(values[name] ?? '').trim()
export const orNull = (value: string): string | null => value || null

export function loadChoices(signal?: AbortSignal): Promise<PlaceChoices> {
  return get('/api/staff/place-choices', signal ? { signal } : {})
}

/** What the forms offer, fetched when somebody asks for one; null, and told, if it cannot be. */
export async function choicesOrTell(): Promise<PlaceChoices | null> {
  try {
    return await loadChoices()
  } catch (error) {
    say(sentenceOf(error))
    return null
  }
}

/** Regions from the top down, each as far to the right as it lies deep. */
export function regionChoices(choices: PlaceChoices): Choice[] {
  const depth = new Map<string, number>()
  return choices.regions.map((one) => {
    const deep = one.parent_id && depth.has(one.parent_id) ? depth.get(one.parent_id)! + 1 : 0
    depth.set(one.id, deep)
    return { value: one.id, label: `${'\u3000'.repeat(deep)}${one.name}` }
  })
}

export function bureauChoices(choices: PlaceChoices): Choice[] {
  return choices.bureaus.map((one) => ({ value: one.id, label: one.name }))
}

export function coded(table: Readonly<Record<string, string>>): Choice[] {
  return Object.keys(table).map((code) => ({ value: code, label: wordFor(table, code) }))
}
