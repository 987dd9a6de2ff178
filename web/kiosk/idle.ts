// A terminal nobody touches is cleared: a quiet while first, then a question with a countdown.
import { onScopeDispose, ref, type Ref } from 'vue'

export const QUIET_MS = 60_000
export const ASK_SECONDS = 20
const SECOND_MS = 1000

export interface Idle {
  /** Seconds left to say that one is there still; 0 while nothing is asked. */
  left: Ref<number>
  /** Somebody is there: everything from the beginning. */
  stay(): void
  /** Whether there is anything to clear. */
  watch(on: boolean): void
}

export function useIdle(over: () => void): Idle {
  const left = ref(0)
  let quiet = 0
  let asking = 0

  function rest(): void {
    window.clearTimeout(quiet)
    window.clearInterval(asking)
    left.value = 0
  }

  function ask(): void {
    left.value = ASK_SECONDS
    asking = window.setInterval(() => {
      left.value -= 1
      if (left.value > 0) return
      rest()
      over()
    }, SECOND_MS)
  }

  function stay(): void {
    rest()
    quiet = window.setTimeout(ask, QUIET_MS)
  }

  onScopeDispose(rest)
  return { left, stay, watch: (on) => (on ? stay() : rest()) }
}
