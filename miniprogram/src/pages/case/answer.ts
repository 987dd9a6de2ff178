/** The answer to "问题解决了吗": kept while it is written, then a letter (lib/unsent.ts). */
import type { MyCase } from '../../api/types'
import { ANSWER } from '../../lib/draft'
import { newKey } from '../../lib/key'
import { letters, type Written } from '../../lib/unsent'
import { readObject, writeObject } from '../../lib/store'

export interface AnswerDraft {
  key: string
  id: string
  /** solved, partly or not_solved; empty while nothing is chosen. */
  answer: string
  text: string
}

/** What was begun or is on its way about this case, else nothing yet. */
export function answerFor(id: string): AnswerDraft {
  const sent = letters.value.find((one) => one.kind === 'answer' && one.path === pathOf(id))
  if (sent) return { key: sent.key, id, ...(sent.body as { answer: string; text: string }) }
  const begun = readObject<AnswerDraft>(ANSWER)
  return begun?.id === id ? begun : { key: newKey(), id, answer: '', text: '' }
}

export function keepAnswer(draft: AnswerDraft): void {
  writeObject(ANSWER, draft)
}

/** `thread` is what its writer saw: another answer is one to another state of the case. */
export function letterOf(draft: AnswerDraft, thread: MyCase): Written {
  return {
    key: draft.key,
    kind: 'answer',
    about: thread.rating.item_name || thread.number,
    form: `/pages/case/case?id=${draft.id}`,
    path: pathOf(draft.id),
    body: { answer: draft.answer, text: draft.text, version: thread.version },
    pictures: [],
    seen: Math.max(0, ...thread.steps.map((step) => step.number)),
  }
}

function pathOf(id: string): string {
  return `/api/my/cases/${id}/answer`
}
