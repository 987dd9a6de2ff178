// The form of one step: what is typed is kept until the step is stored, whatever comes between.
import { reactive, ref, watch } from 'vue'
import { ApiProblem, sentenceOf } from '@/shared/api/problem'
import { useAttempt } from '../attempt'
import { forgetDraft, keepDraft, readDraft, type Draft } from '../drafts'
import { refreshUnread } from '../session'
import { say as tell } from '../toast'

/** What of a draft is text somebody wrote. */
export const writtenIn = (draft: Draft): string =>
  [draft.text, draft.evidence].filter(Boolean).join('\n\n')

export function useStep<Case>(
  about: { id: string; action: string; done: string },
  hears: { done: (now: Case) => void; stale: (written: string) => void },
) {
  const draft = reactive(readDraft(about.id, about.action))
  const saved = ref(writtenIn(draft) !== '')
  const { busy, problem, attempt } = useAttempt({ inWords })

  watch(draft, (now) => {
    keepDraft(about.id, about.action, now)
    saved.value = writtenIn(now) !== ''
  })

  /** Take it once; whether it was taken. Somebody who was quicker is not a problem but news. */
  async function take(send: (draft: Draft) => Promise<Case>): Promise<boolean> {
    return attempt(async () => {
      const now = await send(draft)
      forgetDraft(about.id, about.action)
      tell(about.done)
      hears.done(now)
      void refreshUnread()
    })
  }

  function inWords(error: unknown): string {
    if (!(error instanceof ApiProblem) || error.code !== 'stale') return sentenceOf(error)
    hears.stale(writtenIn(draft))
    return ''
  }

  return { draft, saved, problem, busy, take }
}
