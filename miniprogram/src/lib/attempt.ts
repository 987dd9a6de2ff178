/** What a page attempts: whether it is under way, and what to say when it was in vain. */
import { ref, type Ref } from 'vue'
import { sentenceOf } from '../api/client'

/** What an error says to people; whatever else is to be done about it is done here as well. */
export type Say = (error: unknown) => string | Promise<string>

export interface Attempt {
  busy: Ref<boolean>
  problem: Ref<string>
  /** Do this, unless something is under way: a second tap does nothing. */
  attempt(work: () => Promise<unknown>, say?: Say): Promise<void>
  /** Read this and take the answer, unless something else has been asked for meanwhile. */
  ask<T>(read: () => Promise<T>, take: (answer: T) => void): Promise<void>
}

export function useAttempt(usual: Say = sentenceOf): Attempt {
  const busy = ref(false)
  const problem = ref('')
  let latest = 0

  async function run<T>(work: () => Promise<T>, take: (answer: T) => void, say: Say) {
    const own = ++latest
    const overtaken = () => own !== latest
    busy.value = true
    problem.value = ''
    try {
      const answer = await work()
      if (!overtaken()) take(answer)
    } catch (error) {
      if (!overtaken()) problem.value = await say(error)
    }
    if (!overtaken()) busy.value = false
  }

  return {
    busy,
    problem,
    async attempt(work, say = usual) {
      if (!busy.value) await run(work, () => undefined, say)
    },
    ask: (read, take) => run(read, take, usual),
  }
}
