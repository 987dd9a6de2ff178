// A list of cases with one of them open over it: the one before and after, keys, and the way back.
import { computed, type ComputedRef, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useKeys } from '../keys'

/** What a table of cases lets its page do. */
export interface CaseTable {
  move: (step: 1 | -1) => void
  focus: (id: string) => boolean
}

/** `name` is the route of list and case alike; which one is open stands in the address. */
export function useCaseList(
  name: string,
  rows: ComputedRef<readonly { id: string }[]>,
  table: Readonly<Ref<CaseTable | null>>,
) {
  const route = useRoute()
  const router = useRouter()
  const openId = computed(() => (route.params.id as string | undefined) || null)

  function neighbour(step: 1 | -1): string | null {
    const place = rows.value.findIndex((row) => row.id === openId.value)
    return place < 0 ? null : (rows.value[place + step]?.id ?? null)
  }

  const previous = computed(() => neighbour(-1))
  const next = computed(() => neighbour(1))

  function show(id: string | null): void {
    if (!id) return
    const go = openId.value ? router.replace : router.push
    void go({ name, params: { id }, query: route.query })
  }

  async function hide(): Promise<void> {
    const left = openId.value
    await router.push({ name, params: { id: '' }, query: route.query })
    // A case that was dealt with may have left the list.
    if (left && !table.value?.focus(left)) document.querySelector<HTMLElement>('h1')?.focus()
  }

  useKeys({
    j: () => (openId.value ? show(next.value) : table.value?.move(1)),
    k: () => (openId.value ? show(previous.value) : table.value?.move(-1)),
  })
  return { openId, previous, next, show, hide }
}
