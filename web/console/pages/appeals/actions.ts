// The steps a person can take on an appeal, and what each has to be told. Which of them are open is
// for the server to say (`AppealView.actions`).
import { post } from '@/shared/api/client'
import type { AppealView } from '@/shared/api/schemas'
import type { Draft } from '../../drafts'
import { mayDo } from '../../navigation'

export const OUTCOMES = ['uphold', 'find_mistaken', 'find_malicious'] as const
export type Outcome = (typeof OUTCOMES)[number]
export type ActionName = keyof typeof ACTIONS

interface Action {
  /** How much has to be written, in characters; without it nothing is asked. */
  text?: { least: number; most: number }
  /** Cannot be undone: what it will do is said before. */
  final?: true
}

export const ACTIONS = {
  endorse: { text: { least: 4, most: 1000 }, final: true },
  decline: { text: { least: 4, most: 1000 }, final: true },
  // The reason goes to the citizen whole, as a note of the order, which holds so much.
  decide: { text: { least: 4, most: 500 }, final: true },
  contact: { text: { least: 4, most: 1000 } },
  assign: {},
  file_directly: { final: true },
  withdraw: { final: true },
} as const satisfies Record<string, Action>

export const ruleOf = (name: ActionName): Action => ACTIONS[name]
export const EVIDENCE = { least: 4, most: 1000 }

/** What a person takes part in, and not only looks at. */
export const takesPart = (may: readonly string[]): boolean =>
  mayDo(may, 'endorse_appeal') || mayDo(may, 'decide_appeal') || mayDo(may, 'withdraw_appeal')

/** Those of the server's actions that are open, the usual one first; outcomes are one decision. */
export function openActions({ actions }: Pick<AppealView, 'actions'>): ActionName[] {
  const open = new Set(actions)
  if (OUTCOMES.some((one) => open.has(one))) open.add('decide')
  return (Object.keys(ACTIONS) as ActionName[]).filter((name) => open.has(name))
}

/** Take a step on the version that was seen; the answer is the appeal as it is now. */
export function take(
  name: ActionName,
  appeal: AppealView,
  draft: Draft,
): Promise<AppealView> {
  const { version } = appeal
  const path = { appeal_id: appeal.row.id }
  const text = draft.text.trim()
  switch (name) {
    case 'endorse':
      return post('/api/appeals/{appeal_id}/endorse', { reason: text, version }, path)
    case 'decline':
      return post('/api/appeals/{appeal_id}/decline', { reason: text, version }, path)
    case 'contact':
      return post('/api/appeals/{appeal_id}/contact', { text, version }, path)
    case 'assign':
      return post(
        '/api/appeals/{appeal_id}/assign',
        { reviewer_id: draft.reviewerId, version },
        path,
      )
    case 'file_directly':
      return post('/api/appeals/{appeal_id}/file-directly', { version }, path)
    case 'withdraw':
      return post('/api/appeals/{appeal_id}/withdraw', { version }, path)
    case 'decide': {
      const body = { action: draft.outcome as Outcome, reason: text, version }
      const evidence = draft.evidence.trim()
      return post('/api/appeals/{appeal_id}/decide', { ...body, evidence }, path)
    }
  }
}
