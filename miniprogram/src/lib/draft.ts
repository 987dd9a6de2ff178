/** The form a citizen has begun: kept until the server has acknowledged it, sent under one key. */
import { readObject, writeObject, kept } from './store'

export interface Draft {
  /** The idempotency key: the same form sent again is the same rating. */
  key: string
  /** The service, or empty for a walk-in. */
  service: string
  code: string
  grade: string
  tags: string[]
  dimensions: Record<string, number>
  text: string
  pictures: string[]
  anonymous: boolean
}

const NAME = 'draft'
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'
const KEY_LENGTH = 24

/** A key no other phone makes. */
export function newKey(): string {
  let key = ''
  for (let place = 0; place < KEY_LENGTH; place += 1) {
    key += ALPHABET[Math.floor(Math.random() * ALPHABET.length)]
  }
  return key
}

/** The draft of this service or window; a new one if the kept one is about something else. */
export function draftFor(service: string, code: string): Draft {
  const draft = readObject<Draft>(NAME)
  if (draft && draft.service === service && (service !== '' || draft.code === code)) return draft
  return {
    key: newKey(),
    service,
    code,
    grade: '',
    tags: [],
    dimensions: {},
    text: '',
    pictures: [],
    anonymous: true,
  }
}

export function keepDraft(draft: Draft): void {
  writeObject(NAME, draft)
}

/** Only after the server has answered with a receipt. */
export function dropDraft(): void {
  kept(NAME).clear()
}
