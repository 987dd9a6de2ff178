import { onBeforeUnmount, onMounted } from 'vue'

const WRITING = 'input, textarea, select, [contenteditable], [role=combobox], [role=listbox]'

/** Single keys that act while nobody is writing and no other key is held. */
export function useKeys(keys: Record<string, () => void>): void {
  function listen(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const act = keys[event.key.toLowerCase()]
    if (!act || (event.target as Element | null)?.closest?.(WRITING)) return
    event.preventDefault()
    act()
  }
  onMounted(() => document.addEventListener('keydown', listen))
  onBeforeUnmount(() => document.removeEventListener('keydown', listen))
}
