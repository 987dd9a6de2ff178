import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { onSignedInAgain } from './api/client'
import { ApiProblem, sentenceOf } from './api/problem'

export interface Loaded<T> {
  data: ShallowRef<T | null>
  problem: Ref<string>
  loading: Ref<boolean>
  load: () => Promise<void>
}

/**
 * Something a page shows. The last call wins, an older answer is dropped, and what is shown stays
 * there while it is asked for again.
 */
export function useLoaded<T>(ask: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const data = shallowRef<T | null>(null)
  const problem = ref('')
  const loading = ref(false)
  let last: AbortController | null = null
  let gone = false

  async function load(): Promise<void> {
    last?.abort()
    const mine = new AbortController()
    last = mine
    loading.value = true
    try {
      const answer = await ask(mine.signal)
      if (mine === last) [data.value, problem.value] = [answer, '']
    } catch (error) {
      if (mine !== last) return
      problem.value = sentenceOf(error)
      if (error instanceof ApiProblem && error.code === 'sign_in_needed') onSignedInAgain(again)
    } finally {
      if (mine === last) loading.value = false
    }
  }

  function again(): void {
    if (!gone) void load()
  }

  onScopeDispose(() => {
    gone = true
    last?.abort()
  })
  return { data, problem, loading, load }
}
