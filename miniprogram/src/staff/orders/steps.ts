/** The steps a handler or a bureau takes from the phone, and what each sends. */
import { get, post, Problem } from '../../api/client'
import type { OrderView } from '../../api/types'
import { takesPictures, uploaded, type StepPicture } from './step-pictures'

export interface Form {
  text: string
  institution: string
  handling: string
  plan: string
  until: string
  pictures: StepPicture[]
  /** What was sent and not yet answered. */
  sent: Sent | null
}

/** A step on the version that was seen, with its words. */
export interface Sent {
  name: string
  version: number
  words: string
}

interface Step {
  path: string
  /** How much has to be written; undefined: nothing is asked. */
  least?: number
  most?: number
  body: (form: Form) => object
}

const REASON = { least: 4, most: 500 }
const NOTE = { least: 0, most: 500 }
const TEXT = { least: 1, most: 2000 }
const DAY = /^\d{4}-\d{2}-\d{2}$/

export const STEPS: Record<string, Step> = {
  dispatch: {
    path: 'dispatch',
    ...NOTE,
    body: ({ institution, text }) => ({ institution_id: institution, note: text }),
  },
  accept: { path: 'accept', body: () => ({}) },
  answer_supervision: {
    path: 'supervision/answer',
    ...REASON,
    body: ({ text }) => ({ text }),
  },
  respond: { path: 'respond', ...TEXT, body: responded },
  rectify: { path: 'rectify', ...TEXT, body: ({ text }) => ({ text }) },
  feed_back: { path: 'feed-back', ...TEXT, body: ({ text }) => ({ text }) },
  call_reached: { path: 'calls', ...NOTE, body: ({ text }) => ({ reached: true, note: text }) },
  call_missed: { path: 'calls', ...NOTE, body: ({ text }) => ({ reached: false, note: text }) },
  return_: { path: 'return', ...REASON, body: ({ text }) => ({ reason: text }) },
}

export const emptyForm = (): Form => ({
  text: '',
  institution: '',
  handling: 'at_once',
  plan: '',
  until: '',
  pictures: [],
  sent: null,
})

function responded({ text, handling, plan, until }: Form): object {
  const planned = handling === 'by_date'
  return { text, handling, plan: planned ? plan.trim() : '', until: planned ? until : null }
}

/** What is missing: a name of the dictionary's sentence, or nothing. */
export function missing(
  name: string,
  form: Form,
): '' | 'institutionMissing' | 'tooShort' | 'planMissing' {
  if (name === 'dispatch' && !form.institution) return 'institutionMissing'
  if (form.text.trim().length < (STEPS[name]?.least ?? 0)) return 'tooShort'
  const planned = form.plan.trim().length >= REASON.least && DAY.test(form.until.trim())
  return name === 'respond' && form.handling === 'by_date' && !planned ? 'planMissing' : ''
}

/** Those of the server's actions that are taken here, the usual one first. */
export function openSteps(actions: readonly string[]): string[] {
  return Object.keys(STEPS).filter((name) => actions.includes(name))
}

/**
 * Take a step on the version that was seen, its pictures first; the order as it is then. A second
 * attempt whose first had arrived finds the step taken. `told` hears which picture is on its way.
 */
export async function take(
  name: string,
  order: OrderView,
  form: Form,
  told: (place: number) => void,
): Promise<OrderView> {
  const step = STEPS[name]
  if (!step) throw new Error(name)
  const trimmed = { ...form, text: form.text.trim(), until: form.until.trim() }
  const body = { ...step.body(trimmed), version: order.version }
  const pictures = takesPictures(name) ? form.pictures : []
  const path = `/api/work-orders/${order.row.id}`
  form.sent = { name, version: order.version, words: step.least === undefined ? '' : trimmed.text }
  try {
    const ids = await uploaded(order.row.id, pictures, told)
    const shown = ids.length > 0 ? { pictures: ids } : {}
    return await post<OrderView>(`${path}/${step.path}`, { ...body, ...shown }, 'staff')
  } catch (error) {
    // They lay on the phone so long that the server let them go: they are uploaded anew.
    const gone = error instanceof Problem && error.code === 'picture_unknown'
    if (gone) pictures.forEach((one) => (one.id = ''))
    if (!(error instanceof Problem) || error.status !== 409) throw error
    const now = await get<OrderView>(path, 'staff')
    if (hasArrived(now, form.sent)) return now
    form.sent = null
    throw error
  }
}

/** Whether the order's next step is what was sent, though its answer was lost on the way. */
export function hasArrived({ steps, entries }: OrderView, sent: Sent): boolean {
  const next = steps.find((one) => one.number === sent.version + 1)
  if (next?.action !== sent.name) return false
  return next.note === sent.words || entries.some((one) => one.text === sent.words)
}
