/** The form a citizen has begun: kept until the server has acknowledged it, sent under one key. */
import { dropPicture } from '../platform/album'
import { newKey } from './key'
import { letterWith, type Letter, type Picture } from './unsent'
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
  pictures: Picture[]
  anonymous: boolean
}

const NAME = 'draft'
/** Where an answer that was begun is kept (pages/case/answer.ts). */
export const ANSWER = 'answer'

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

/** In place of what was begun before; its pictures go with it, unless they are to be sent. */
export function keepDraft(draft: Draft): void {
  const before = readObject<Draft>(NAME)
  if (before && before.key !== draft.key && !letterWith(before.key)) {
    before.pictures.forEach((one) => dropPicture(one.place))
  }
  writeObject(NAME, draft)
}

/** Only after the server has acknowledged it. Another form may have been begun since. */
export function dropDraft(key: string): void {
  for (const name of [NAME, ANSWER]) {
    if (readObject<{ key: string }>(name)?.key === key) kept(name).clear()
  }
}

/** What the server is told, beside the pictures. */
export function bodyOf(draft: Draft): Record<string, unknown> {
  const { service, code, pictures: _, ...form } = draft
  return service ? { ...form, service_id: service } : { ...form, code }
}

/** The form a letter came from, to be looked at again. */
export function draftOf(letter: Letter): Draft {
  const { service_id: service = '', code = '', ...form } = letter.body
  return { ...form, service, code, pictures: letter.pictures } as Draft
}
