// Pictures of a step: each is sent as soon as it is chosen, under a key of its own, so that one
// whose answer was lost is sent again and is still one picture.
import { pictured_steps, step_picture_bytes as MOST_BYTES, told_steps } from '@contract/words.json'
import { upload } from '@/shared/api/client'
import { ApiProblem, sentenceOf } from '@/shared/api/problem'
import { newKey } from '@/shared/key'
import { words } from '@/words'

/** One that did not arrive: why, and whether it may arrive if it is sent again. */
export interface Failed {
  key: string
  file: File
  why: string
  again: boolean
}

/** Sent again it would be refused again. */
const NEVER = ['picture_type', 'too_large', 'not_allowed_now', 'not_found']

export const MEGABYTES = MOST_BYTES / 1024 / 1024

export const takesPictures = (step: string): boolean => pictured_steps.includes(step)

/** Whether the citizen reads this step, and so sees its pictures. */
export const isTold = (step: string): boolean => told_steps.includes(step)

export const pathOf = (order: string, picture: string): string =>
  `/api/work-orders/${order}/step-pictures/${picture}`

/** The id of a picture that arrived, or why it did not. */
export async function sent(order: string, file: File, key = newKey()): Promise<string | Failed> {
  if (file.size > MOST_BYTES) {
    return { key, file, why: words.orders.pictures.tooLarge(MEGABYTES), again: false }
  }
  try {
    const parameters = { order_id: order, key }
    return (await upload('/api/work-orders/{order_id}/uploads/{key}', file, parameters)).id
  } catch (error) {
    const again = !(error instanceof ApiProblem) || !NEVER.includes(error.code)
    return { key, file, why: sentenceOf(error), again }
  }
}
