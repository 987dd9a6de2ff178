import type { ComputedRef, Ref, ShallowRef } from 'vue'
import { sentenceOf } from '@/shared/api/problem'
import { useAttempt } from '../../attempt'
import { say as tell } from '../../toast'

/** Steps that answer with the whole list: it is shown, or the sentence that says why not. */
export function useSteps<T>(
  data: ShallowRef<T | null>,
  inWords: (error: unknown) => string = sentenceOf,
): {
  busy: ComputedRef<boolean>
  refused: Ref<string>
  take: (step: () => Promise<T>, done: string) => Promise<boolean>
} {
  const { busy, problem: refused, attempt } = useAttempt({ inWords })

  const take = (step: () => Promise<T>, done: string) =>
    attempt(async () => {
      data.value = await step()
      tell(done)
    })

  return { busy, refused, take }
}
