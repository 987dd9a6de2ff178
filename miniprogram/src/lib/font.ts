/** Large-font mode: chosen by hand and remembered, or following WeChat's font size at first. */
import { ref } from 'vue'
import { systemFontSize } from '../platform/host'
import { kept } from './store'

const choice = kept('large-font')
const LARGE_FROM = 19

export const large = ref(false)

export function startFont(): void {
  const chosen = choice.read()
  large.value = chosen ? chosen === 'yes' : systemFontSize() >= LARGE_FROM
}

export function toggleFont(): void {
  large.value = !large.value
  choice.write(large.value ? 'yes' : 'no')
}
