// The month that is shown stands in the address, so that a result can be mailed.
import { onBeforeUnmount, ref, type Ref } from 'vue'

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

function fromAddress(): string {
  const month = new URLSearchParams(location.search).get('month') ?? ''
  return MONTH.test(month) ? month : ''
}

export function useMonth(changed: () => void): {
  month: Ref<string>
  choose: (to: string) => void
} {
  const month = ref(fromAddress())

  function choose(to: string): void {
    history.pushState(null, '', `?month=${to}`)
    month.value = to
    changed()
  }

  function back(): void {
    month.value = fromAddress()
    changed()
  }

  addEventListener('popstate', back)
  onBeforeUnmount(() => removeEventListener('popstate', back))
  return { month, choose }
}
