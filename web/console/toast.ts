import { ref } from 'vue'

const SHOWN_MS = 6000

/** One short sentence about what just happened; read aloud, and gone by itself. */
export const said = ref('')
let timer: ReturnType<typeof setTimeout> | undefined

export function say(sentence: string): void {
  clearTimeout(timer)
  said.value = sentence
  timer = setTimeout(() => (said.value = ''), SHOWN_MS)
}
