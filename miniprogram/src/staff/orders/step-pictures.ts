/**
 * Pictures of a step: on the phone until the step has been taken, each uploaded before it under a
 * key of its own. Sent again, it is still one picture.
 */
import { pictured_steps, step_picture_limit, told_steps } from '../../../../contract/words.json'
import { Problem, sentenceFor, upload } from '../../api/client'
import { newKey } from '../../lib/key'
import type { Picture } from '../../lib/unsent'
import { pictureBytes } from '../../platform/album'

export interface StepPicture extends Picture {
  key: string
}

export const MOST_PICTURES = step_picture_limit

export const takesPictures = (step: string): boolean => pictured_steps.includes(step)

/** Whether the citizen reads this step, and so sees its pictures. */
export const isTold = (step: string): boolean => told_steps.includes(step)

/** Those just chosen get their keys. */
export function withKeys(pictures: readonly Picture[]): StepPicture[] {
  return pictures.map((one) => ({ key: newKey(), ...one }))
}

/** Their ids at the server, in their order; `told` hears which one is on its way. */
export async function uploaded(
  order: string,
  pictures: StepPicture[],
  told: (place: number) => void,
): Promise<string[]> {
  for (const [place, picture] of pictures.entries()) {
    if (picture.id) continue
    told(place)
    picture.id = await idOf(order, picture)
  }
  return pictures.map((one) => one.id)
}

async function idOf(order: string, { key, place }: StepPicture): Promise<string> {
  const bytes = await pictureBytes(place)
  const path = `/api/work-orders/${order}/uploads/${key}`
  try {
    return (await upload<{ id: string }>(path, bytes, 'staff')).id
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 413) throw error
    throw new Problem('picture_too_large', sentenceFor('picture_too_large'), 413)
  }
}
