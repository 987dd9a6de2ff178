// What somebody has typed and not yet submitted, kept in this tab until it is stored or given up.
const PREFIX = 'draft:'

export interface Draft {
  text: string
  institutionId: string
  handling: 'at_once' | 'by_date' | 'explained'
  plan: string
  until: string
}

export const EMPTY: Readonly<Draft> = {
  text: '',
  institutionId: '',
  handling: 'at_once',
  plan: '',
  until: '',
}

function key(orderId: string, action: string): string {
  return `${PREFIX}${orderId}:${action}`
}

export function readDraft(orderId: string, action: string): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key(orderId, action)) ?? '{}')
    return { ...EMPTY, ...(kept as Partial<Draft>) }
  } catch {
    return { ...EMPTY }
  }
}

export function keepDraft(orderId: string, action: string, draft: Draft): void {
  try {
    if (draft.text || draft.institutionId || draft.plan)
      sessionStorage.setItem(key(orderId, action), JSON.stringify(draft))
    else forgetDraft(orderId, action)
  } catch {
    // Storage is full or forbidden: the form on the page still holds the text.
  }
}

export function forgetDraft(orderId: string, action: string): void {
  sessionStorage.removeItem(key(orderId, action))
}

export function forgetDrafts(): void {
  const names = Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX))
  names.forEach((name) => sessionStorage.removeItem(name))
}
