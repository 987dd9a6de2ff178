// Views somebody wants again, kept on this machine and for this account only. A period that has a
// name moves with the calendar: "this month" is this month whenever it is opened.
import { ref, type Ref } from 'vue'
import type { LocationQueryRaw } from 'vue-router'
import { SHORTCUTS, shortcut, type Shortcut } from './periods'

export interface Saved {
  name: string
  query: Record<string, string | string[]>
  moves: Shortcut | ''
}

export const MOST_SAVED = 20
export const MOST_NAME = 30
const PREFIX = 'statistics:'

/** The saved views of an account. A second one of the same name takes the place of the first. */
export function useSaved(account: string): {
  saved: Ref<Saved[]>
  keep: (view: Saved) => boolean
  forget: (name: string) => void
} {
  const saved = ref(read(account))

  function store(views: Saved[]): boolean {
    try {
      localStorage.setItem(PREFIX + account, JSON.stringify(views))
      saved.value = views
      return true
    } catch {
      return false // full or forbidden: the page says so
    }
  }

  return {
    saved,
    keep: (view) =>
      store([view, ...saved.value.filter((one) => one.name !== view.name)].slice(0, MOST_SAVED)),
    forget: (name) => void store(saved.value.filter((one) => one.name !== name)),
  }
}

/** The address of a saved view on a day. */
export function queryOf({ query, moves }: Saved, today: string): LocationQueryRaw {
  return moves ? { ...query, ...shortcut(moves, today) } : query
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

function read(account: string): Saved[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(PREFIX + account) ?? '[]')
    return Array.isArray(found) ? found.filter(isSaved) : []
  } catch {
    return []
  }
}

function isSaved(one: unknown): one is Saved {
  const { name, query, moves } = (one ?? {}) as Partial<Saved>
  const known: readonly unknown[] = ['', ...SHORTCUTS]
  return typeof name === 'string' && typeof query === 'object' && known.includes(moves)
}
