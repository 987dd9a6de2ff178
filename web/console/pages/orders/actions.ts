// The steps a person can take on an order, and what each has to be told. Which of them are open is
// for the server to say (`OrderView.actions`).
import { post } from '@/shared/api/client'
import type { OrderView } from '@/shared/api/schemas'
import type { Draft } from '../../drafts'

export type ActionName = keyof typeof ACTIONS

interface Action {
  /** How much has to be written, in characters; without it nothing is asked. */
  text?: { least: number; most: number }
  /** Asks for the institution, and the text is only a note. */
  institution?: true
  /** Asks how it will be set right. */
  way?: true
}

const REASON = { least: 4, most: 500 }
const TEXT = { least: 1, most: 2000 }

export const ACTIONS = {
  dispatch: { institution: true, text: { least: 0, most: 500 } },
  accept: {},
  answer_supervision: { text: REASON },
  grant_extension: { text: { least: 0, most: 500 } },
  refuse_extension: { text: REASON },
  respond: { text: TEXT, way: true },
  rectify: { text: TEXT },
  feed_back: { text: TEXT },
  call_reached: { text: { least: 0, most: 500 } },
  call_missed: { text: { least: 0, most: 500 } },
  return_: { text: REASON },
  ask_extension: { text: REASON },
  close_by_bureau: { text: REASON },
  supervise: { text: REASON },
} as const satisfies Record<string, Action>

export const ruleOf = (name: ActionName): Action => ACTIONS[name]

/** Those of the server's actions a person takes here, the usual one first. */
export function openActions(order: Pick<OrderView, 'actions'>): ActionName[] {
  return (Object.keys(ACTIONS) as ActionName[]).filter((name) => order.actions.includes(name))
}

/** Take a step on the version that was seen; the answer is the order as it is now. */
export function take(
  name: ActionName,
  order: OrderView,
  { text, institutionId, handling, plan, until, pictures }: Draft,
): Promise<OrderView> {
  const { version } = order
  const path = { order_id: order.row.id }
  const reason = { reason: text.trim(), version }
  const written = { text: text.trim(), version, pictures }
  switch (name) {
    case 'dispatch': {
      const body = { institution_id: institutionId, note: text.trim(), version }
      return post('/api/work-orders/{order_id}/dispatch', body, path)
    }
    case 'accept':
      return post('/api/work-orders/{order_id}/accept', { version }, path)
    case 'return_':
      return post('/api/work-orders/{order_id}/return', { ...reason, pictures }, path)
    case 'respond': {
      const planned = handling === 'by_date'
      const way = { plan: planned ? plan.trim() : '', until: planned && until ? until : null }
      const body = { ...written, handling, ...way }
      return post('/api/work-orders/{order_id}/respond', body, path)
    }
    case 'rectify':
      return post('/api/work-orders/{order_id}/rectify', written, path)
    case 'feed_back':
      return post('/api/work-orders/{order_id}/feed-back', written, path)
    case 'call_reached':
    case 'call_missed': {
      const body = { reached: name === 'call_reached', note: text.trim(), version }
      return post('/api/work-orders/{order_id}/calls', body, path)
    }
    case 'ask_extension':
      return post('/api/work-orders/{order_id}/extension', reason, path)
    case 'grant_extension':
    case 'refuse_extension': {
      const body = { granted: name === 'grant_extension', reason: text.trim(), version }
      return post('/api/work-orders/{order_id}/extension/decision', body, path)
    }
    case 'supervise':
      return post('/api/work-orders/{order_id}/supervision', reason, path)
    case 'answer_supervision':
      return post('/api/work-orders/{order_id}/supervision/answer', written, path)
    case 'close_by_bureau':
      return post('/api/work-orders/{order_id}/close', reason, path)
  }
}
