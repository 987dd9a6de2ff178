/** Sends the letters kept on the phone: at once, when the network is back, and after a while. */
import { ref } from 'vue'
import { get, post, Problem, sentenceFor, upload } from '../api/client'
import type { MyCase } from '../api/types'
import { dropPicture, pictureBytes } from '../platform/album'
import { onNetworkBack } from '../platform/network'
import { dropDraft } from './draft'
import { amend, dropLetter, isWaiting, letters, letterWith, refresh, type Letter, type Picture } from './unsent'

/** Seconds between one attempt in vain and the next; the last one stays. */
const PAUSES = [3, 10, 30, 60]

/** What was acknowledged last, with the server's answer. */
export interface Delivered {
  letter: Letter
  answer: unknown
}
export const delivered = ref<Delivered | null>(null)

/** Keys of letters that are on their way. */
export const underway = ref<string[]>([])

/** Whether it was the server that could not, the last time, and not the network. */
export const serverBusy = ref(false)

const attempts = new Map<string, Promise<unknown>>()
let inVain = 0
let timer: ReturnType<typeof setTimeout> | undefined

export function startDelivery(): void {
  onNetworkBack(() => void deliverAll())
}

/** Everything that waits; whoever wants to know looks at `delivered` and at the letters. */
export async function deliverAll(): Promise<void> {
  refresh()
  for (const letter of letters.value.filter(isWaiting)) {
    await deliver(letter.key).catch(() => undefined)
  }
}

/** Again after a pause, longer each time, as long as something waits. */
function comeBack(): void {
  clearTimeout(timer)
  const pause = PAUSES[Math.min(inVain, PAUSES.length - 1)] ?? 60
  inVain += 1
  timer = setTimeout(() => void deliverAll(), pause * 1000)
}

/** One letter now; the server's answer, or the Problem that keeps it here. */
export function deliver(key: string): Promise<unknown> {
  const running = attempts.get(key) ?? attempt(key)
  attempts.set(key, running)
  return running
}

async function attempt(key: string): Promise<unknown> {
  underway.value = [...underway.value, key]
  try {
    const letter = letterWith(key)
    if (!letter) return undefined
    const answer = await acknowledged(letter)
    inVain = 0
    dropLetter(key)
    dropDraft(key)
    letter.pictures.forEach((one) => dropPicture(one.place))
    delivered.value = { letter, answer }
    return answer
  } finally {
    attempts.delete(key)
    underway.value = underway.value.filter((one) => one !== key)
  }
}

async function acknowledged(letter: Letter): Promise<unknown> {
  try {
    const pictures = await uploaded(letter)
    const body = letter.kind === 'rating' ? { ...letter.body, pictures } : letter.body
    return await post(letter.path, body)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const known = await knownAlready(letter, error)
    if (known) return known
    serverBusy.value = error.status !== 0
    if (passes(error)) comeBack()
    else amend(letter.key, { problem: error.code, said: error.sentence })
    throw error
  }
}

async function uploaded(letter: Letter): Promise<string[]> {
  const pictures = [...letter.pictures]
  for (const [place, picture] of pictures.entries()) {
    if (picture.id) continue
    pictures[place] = { ...picture, id: await idOf(picture) }
    amend(letter.key, { pictures })
  }
  return pictures.map((one) => one.id)
}

async function idOf({ place }: Picture): Promise<string> {
  const bytes = await pictureBytes(place)
  try {
    return (await upload<{ id: string }>('/api/my/pictures', bytes)).id
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 413) throw error
    throw new Problem('picture_too_large', sentenceFor('picture_too_large'), 413)
  }
}

/** A refusal that only says that an earlier attempt arrived and its answer was lost. */
async function knownAlready(letter: Letter, problem: Problem): Promise<unknown> {
  if (letter.kind !== 'answer' || problem.status !== 409) return undefined
  const thread = await get<MyCase>(letter.path.replace(/\/answer$/, ''))
  const own = thread.steps.some(
    (step) => step.number > (letter.seen ?? 0) && ['confirm', 'reopen'].includes(step.action),
  )
  return own ? thread : undefined
}

/** No network, a server in trouble or in a hurry: it may go through later as it is. */
export function passes(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 429 || problem.status >= 500
}
