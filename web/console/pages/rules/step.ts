import { ref, type Ref, type ShallowRef } from 'vue'
import { sentenceOf } from '@/shared/api/problem'
import { say as tell } from '../../toast'

/** Steps that answer with the whole list: it is shown, or the sentence that says why not. */
export function useSteps<T>(
  data: ShallowRef<T | null>,
  inWords: (error: unknown) => string = sentenceOf,
): { busy: Ref<boolean>; refused: Ref<string>; take: (step: Promise<T>, done: string) => Promise<boolean> } {
  const busy = ref(false)
  const refused = ref('')

  async function take(step: Promise<T>, done: string): Promise<boolean> {
    busy.value = true
    refused.value = ''
    try {
      data.value = await step
      tell(done)
      return true
    } catch (error) {
      refused.value = inWords(error)
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, refused, take }
}
