/**
 * Pictures for an appeal: kept on the phone until the server has each of them, sent one by one.
 * One whose answer was lost is found among those that arrived, and not sent twice.
 */
import { get, Problem, upload } from '../../api/client'
import type { AppealView } from '../../api/types'
import { kept, readObject, writeObject } from '../../lib/store'
import type { Picture } from '../../lib/unsent'
import { dropPicture, pictureBytes } from '../../platform/album'

export interface Waiting {
  pictures: Picture[]
  /** How many files of the officer had arrived when the first of these was sent; -1: not yet. */
  arrived: number
}

const place = (appeal: string) => `evidence-${appeal}`

export function waitingFor(appeal: string): Waiting {
  return readObject<Waiting>(place(appeal)) ?? { pictures: [], arrived: -1 }
}

export function keepWaiting(appeal: string, waiting: Waiting): void {
  if (waiting.pictures.length > 0) writeObject(place(appeal), waiting)
  else kept(place(appeal)).clear()
}

/** Others than before; of a first one taken away nobody asks any more whether it arrived. */
export function chooseWaiting(appeal: string, pictures: Picture[]): void {
  const before = waitingFor(appeal)
  const same = before.pictures[0]?.place === pictures[0]?.place
  keepWaiting(appeal, { pictures, arrived: same ? before.arrived : -1 })
}

/** All that waits, in their order; `seen` is told of each that has arrived. */
export async function sendAll(id: string, seen: (view: AppealView) => void): Promise<void> {
  const path = `/api/appeals/${id}`
  let waiting = waitingFor(id)
  if (waiting.arrived >= 0) waiting = await withoutArrived(id, waiting, seen)
  while (waiting.pictures.length > 0) {
    const [first] = waiting.pictures
    if (!first) return
    const before = await get<AppealView>(path, 'staff')
    // Until there is an answer nobody knows whether it arrived.
    keepWaiting(id, { ...waiting, arrived: ownFiles(before) })
    const view = await sent(id, first, waiting)
    waiting = withoutFirst(id, waiting)
    seen(view)
  }
}

async function sent(id: string, picture: Picture, waiting: Waiting): Promise<AppealView> {
  try {
    const bytes = await pictureBytes(picture.place)
    return await upload<AppealView>(`/api/appeals/${id}/files`, bytes, 'staff')
  } catch (error) {
    const refused = error instanceof Problem && error.status >= 400 && error.status < 500
    if (refused) keepWaiting(id, { ...waiting, arrived: -1 })
    throw error
  }
}

async function withoutArrived(
  id: string,
  waiting: Waiting,
  seen: (view: AppealView) => void,
): Promise<Waiting> {
  const view = await get<AppealView>(`/api/appeals/${id}`, 'staff')
  if (ownFiles(view) <= waiting.arrived) return waiting
  seen(view)
  return withoutFirst(id, waiting)
}

function withoutFirst(id: string, { pictures }: Waiting): Waiting {
  const [first, ...others] = pictures
  if (first) dropPicture(first.place)
  const left = { pictures: others, arrived: -1 }
  keepWaiting(id, left)
  return left
}

function ownFiles(view: AppealView): number {
  return view.files.filter((one) => one.actor === 'officer').length
}
