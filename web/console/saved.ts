// Filters somebody wants again, kept in this browser, for this account and this list only.
import { ref, type Ref } from 'vue'
import type { LocationQuery, LocationQueryRaw } from 'vue-router'

export interface Saved {
  name: string
  query: Record<string, string | string[]>
  moves: string // a name of a period that moves with the calendar, or ''
}

export const MOST_SAVED = 20
export const MOST_NAME = 30
const TURNED = ['page', 'behind_at', 'behind_id'] // how far one has turned the pages of a list

/** The saved filters of an account for a list. A second one of a name takes the first one's place. */
export function useSaved(
  list: string,
  account: string,
): {
  saved: Ref<Saved[]>
  keep: (view: Saved) => boolean
  store: (views: Saved[]) => boolean
  forget: (name: string) => void
} {
  const place = `${list}:${account}`
  const saved = ref(read(place))

  function store(views: Saved[]): boolean {
    try {
      localStorage.setItem(place, JSON.stringify(views))
      saved.value = views
      return true
    } catch {
      return false // full or forbidden: the page says so
    }
  }

  return {
    saved,
    store,
    keep: (view) =>
      store([view, ...saved.value.filter((one) => one.name !== view.name)].slice(0, MOST_SAVED)),
    forget: (name) => void store(saved.value.filter((one) => one.name !== name)),
  }
}

/** What of an address is kept: all it says, without what it leaves out. */
export function kept(query: LocationQueryRaw): Saved['query'] {
  const said: Saved['query'] = {}
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) said[name] = value.map(String)
    else if (value != null) said[name] = String(value)
  }
  return said
}

/** The filter an address says: where one has turned to is not part of it. */
export function filterOf(query: LocationQuery): Saved['query'] {
  const said = Object.entries(query).filter(([name]) => !TURNED.includes(name))
  return kept(Object.fromEntries(said))
}

/** Whether two filters ask for the same, in whatever order they say it. */
export function same(one: Saved['query'], other: Saved['query']): boolean {
  const told = (query: Saved['query']) => JSON.stringify(Object.entries(query).sort())
  return told(one) === told(other)
}

function read(place: string): Saved[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    return Array.isArray(found) ? found.filter(isSaved) : []
  } catch {
    return []
  }
}

function isSaved(one: unknown): one is Saved {
  const { name, query, moves } = (one ?? {}) as Partial<Saved>
  const filter = typeof query === 'object' && query !== null
  return typeof name === 'string' && filter && typeof moves === 'string'
}
