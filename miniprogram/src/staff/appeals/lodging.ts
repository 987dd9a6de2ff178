/** An appeal that is being written: kept on the phone until the server has it. */
import { get, post, Problem } from '../../api/client'
import type { AppealView, OwnScores } from '../../api/types'
import { kept, readObject, writeObject } from '../../lib/store'
import type { Picture } from '../../lib/unsent'
import { said } from '../lib/session'
import { officer } from '../words'
import { keepWaiting } from './evidence'

export interface Form {
  reason: string
  evidence: string
  pictures: Picture[]
}

export const LEAST = 4

const place = (rating: string) => `appeal-${rating}`

export function formFor(rating: string): Form {
  return readObject<Form>(place(rating)) ?? { reason: '', evidence: '', pictures: [] }
}

export function keepForm(rating: string, form: Form): void {
  writeObject(place(rating), form)
}

/** Lodge it; its pictures wait to be sent from the appeal's own page. The id of the appeal. */
export async function lodge(rating: string, month: string, form: Form): Promise<string> {
  const id = await lodged(rating, month, form)
  keepWaiting(id, { pictures: form.pictures, arrived: -1 })
  kept(place(rating)).clear()
  return id
}

/** A second attempt whose first had arrived finds the appeal there is. */
async function lodged(rating: string, month: string, form: Form): Promise<string> {
  const { reason, evidence } = form
  const body = { rating_id: rating, reason: reason.trim(), evidence: evidence.trim() }
  try {
    return (await post<AppealView>('/api/officer/appeals', body, 'staff')).row.id
  } catch (error) {
    const known = await knownAlready(rating, month, error)
    if (known) return known
    throw error
  }
}

async function knownAlready(rating: string, month: string, error: unknown): Promise<string | null> {
  if (!(error instanceof Problem) || error.code !== 'already_appealed') return null
  const scores = await get<OwnScores>(`/api/officer/scores?month=${month}`, 'staff')
  return scores.poor_ratings.find((one) => one.rating_id === rating)?.appeal_id ?? null
}

/** What a refusal means to an officer, and what to do; nothing where the session has ended. */
export function refusal(error: unknown): string {
  const own = error instanceof Problem ? officer.value.appeal.refusals[error.code] : undefined
  return own ?? said(error)
}
