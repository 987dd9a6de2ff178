/**
 * What was written and is not yet acknowledged. It is kept on the phone until the server has
 * answered, and sent under one key: sent twice it counts once. `delivery.ts` sends it.
 */
import { computed, ref } from 'vue'
import { currentSession, writer } from './session-name'
import { readObject, writeObject } from './store'

/** A picture on this phone; `id` once the server has it. */
export interface Picture {
  place: string
  id: string
}

export interface Letter {
  /** The idempotency key. */
  key: string
  kind: 'rating' | 'answer' | 'report'
  /** For people: the service it is about. */
  about: string
  /** The address of the page it was written on. */
  form: string
  path: string
  body: Record<string, unknown>
  pictures: Picture[]
  /** An answer: the last step of the case its writer saw. */
  seen?: number
  /** In whose session it was written; in another it waits for its writer to send it. */
  session: string
  writer: string
  /** The code of the refusal, and its sentence; empty while it only waits. */
  problem: string
  said: string
}

export type Written = Omit<Letter, 'session' | 'writer' | 'problem' | 'said'>

const NAME = 'unsent'
const UNREFUSED = { problem: '', said: '' }
const all = ref<Letter[]>(stored())

/** What is waiting, of those who are signed in here. */
export const letters = computed(() => all.value.filter((one) => one.writer === writer()))

function stored(): Letter[] {
  return readObject<Letter[]>(NAME) ?? []
}

/** Another tab may have written meanwhile: what is kept counts, not what is remembered. */
function change(work: (kept: Letter[]) => Letter[]): void {
  all.value = work(stored())
  writeObject(NAME, all.value)
}

export function refresh(): void {
  all.value = stored()
}

/** Keep a letter, in place of what was kept under its key. */
export function keepLetter(written: Written): Letter {
  const letter = { ...written, session: currentSession(), writer: writer(), ...UNREFUSED }
  change((kept) => [...kept.filter((one) => one.key !== letter.key), letter])
  return letter
}

export function amend(key: string, part: Partial<Letter>): void {
  change((kept) => kept.map((one) => (one.key === key ? { ...one, ...part } : one)))
}

/** Once it is acknowledged, or given up by hand. */
export function dropLetter(key: string): void {
  change((kept) => kept.filter((one) => one.key !== key))
}

export function letterWith(key: string): Letter | undefined {
  return all.value.find((one) => one.key === key)
}

/**
 * `waiting`: goes out by itself. `signedOut`: once its writer has signed in. `held`: of an earlier
 * session, its writer looks at it and sends it. `refused`: there is something to be mended.
 */
export type Standing = 'waiting' | 'signedOut' | 'held' | 'refused'

const NEEDS_SESSION = ['sign_in_needed', 'real_name_needed']

export function standingOf(letter: Letter): Standing {
  if (letter.session !== currentSession()) return 'held'
  if (letter.problem === '') return 'waiting'
  return NEEDS_SESSION.includes(letter.problem) ? 'signedOut' : 'refused'
}

export function isWaiting(letter: Letter): boolean {
  return standingOf(letter) === 'waiting'
}

/** Whether its form is shown again, to be changed. */
export function isOpen(letter: Letter): boolean {
  return ['held', 'refused'].includes(standingOf(letter))
}
