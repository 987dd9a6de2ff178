// Which groups of the navigation are open: as somebody left them, in this browser, for this account.
import { ref, watchEffect } from 'vue'
import type { AreaGroup } from '../navigation'

type Name = AreaGroup['name']
const MANY = 12 // more entries than a low screen holds
/** What is done every day; the rest waits closed where there are many entries. */
const DAILY: readonly Name[] = ['own', 'cases', 'figures']

export function useFolds(
  login: () => string,
  count: () => number,
): { isOpen: (name: Name) => boolean; turn: (name: Name) => void } {
  const place = () => `navigation:${login()}`
  const chosen = ref<Partial<Record<Name, boolean>>>({})
  watchEffect(() => (chosen.value = read(place())))

  const isOpen = (name: Name) => chosen.value[name] ?? (count() <= MANY || DAILY.includes(name))

  function turn(name: Name): void {
    chosen.value = { ...chosen.value, [name]: !isOpen(name) }
    try {
      localStorage.setItem(place(), JSON.stringify(chosen.value))
    } catch {
      // Full or forbidden: it stays so until the page is left.
    }
  }

  return { isOpen, turn }
}

function read(place: string): Partial<Record<Name, boolean>> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? '{}')
    return typeof found === 'object' && found !== null ? found : {}
  } catch {
    return {}
  }
}
