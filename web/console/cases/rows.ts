// The rows of a table of cases: each links to its case (`data-case`), and the focus is the cursor.
import { useTemplateRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { CaseTable } from './list'

/** The table is the element with the template ref `table`. */
export function useCaseRows(name: string, rows: () => readonly { id: string }[]) {
  const route = useRoute()
  const router = useRouter()
  const table = useTemplateRef<HTMLElement>('table')
  const place = (id: string) => ({ name, params: { id }, query: route.query })

  function open(id: string): void {
    // Text that is being marked to copy is not a click.
    if (!getSelection()?.toString()) void router.push(place(id))
  }

  function linkOf(id: string | undefined): HTMLElement | null {
    return id ? (table.value?.querySelector<HTMLElement>(`[data-case="${id}"]`) ?? null) : null
  }

  /** From case to case; Enter follows the link. */
  function move(step: 1 | -1): void {
    const now = rows().findIndex((row) => linkOf(row.id) === document.activeElement)
    const next = now < 0 ? (step > 0 ? 0 : rows().length - 1) : now + step
    linkOf(rows()[next]?.id)?.focus()
  }

  /** Put the cursor on a case; false when it is not in the list. */
  function focus(id: string): boolean {
    linkOf(id)?.focus()
    return linkOf(id) !== null
  }

  const exposed: CaseTable = { move, focus }
  return { place, open, exposed }
}
