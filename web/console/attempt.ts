import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { ApiProblem, sentenceOf } from '@/shared/api/problem'
import { say as tell } from './toast'

export interface Attempt<Name extends string> {
  doing: Ref<Name | ''>
  busy: ComputedRef<boolean>
  problem: Ref<string>
  attempt: (work: () => Promise<unknown>, name?: Name) => Promise<boolean>
}

interface Ways {
  /** The sentence goes to the toast, where there is no place beside what was pressed. */
  toast?: boolean
  /** What the page says of a failure, where it knows better than the server; '' says nothing. */
  inWords?: (error: unknown) => string
  /** Somebody else was quicker: the page behind loads what they made. */
  stale?: () => void
}

const STALE = ['stale', 'place_stale']
const NAMELESS = 'it'

/**
 * Something a person asks for: one at a time, so a second press does nothing, and a failure becomes
 * a sentence while what was typed stays. `doing` names which of several things is under way.
 */
export function useAttempt<Name extends string = typeof NAMELESS>(ways: Ways = {}): Attempt<Name> {
  const { toast = false, inWords = sentenceOf, stale } = ways
  const doing = ref('') as Ref<Name | ''>
  const problem = ref('')

  /** Whether it was done; never throws. */
  async function attempt(work: () => Promise<unknown>, name = NAMELESS as Name): Promise<boolean> {
    if (doing.value) return false
    doing.value = name
    problem.value = ''
    try {
      await work()
      return true
    } catch (error) {
      const sentence = inWords(error)
      if (toast) tell(sentence)
      else problem.value = sentence
      if (error instanceof ApiProblem && STALE.includes(error.code)) stale?.()
      return false
    } finally {
      doing.value = ''
    }
  }

  return { doing, busy: computed(() => doing.value !== ''), problem, attempt }
}
