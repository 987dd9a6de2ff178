// What somebody has typed and not yet submitted, kept in this tab until it is stored or given up.
const PREFIX = 'draft:'

export interface Draft {
  text: string
  evidence: string
  outcome: '' | 'uphold' | 'find_mistaken' | 'find_malicious'
  reviewerId: string
  institutionId: string
  handling: 'at_once' | 'by_date' | 'explained'
  plan: string
  until: string
  /** Those that have arrived, by their ids. */
  pictures: string[]
}

export const EMPTY: Readonly<Draft> = {
  text: '',
  evidence: '',
  outcome: '',
  reviewerId: '',
  institutionId: '',
  handling: 'at_once',
  plan: '',
  until: '',
  pictures: [],
}

function key(aboutId: string, action: string): string {
  return `${PREFIX}${aboutId}:${action}`
}

export function readDraft(aboutId: string, action: string): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key(aboutId, action)) ?? '{}')
    return { ...EMPTY, ...(kept as Partial<Draft>) }
  } catch {
    return { ...EMPTY }
  }
}

export function keepDraft(aboutId: string, action: string, draft: Draft): void {
  try {
    if (draft.text || draft.evidence || draft.institutionId || draft.plan || draft.pictures.length)
      sessionStorage.setItem(key(aboutId, action), JSON.stringify(draft))
    else forgetDraft(aboutId, action)
  } catch {
    // Storage is full or forbidden: the form on the page still holds the text.
  }
}

export function forgetDraft(aboutId: string, action: string): void {
  sessionStorage.removeItem(key(aboutId, action))
}

export function forgetDrafts(): void {
  const names = Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX))
  names.forEach((name) => sessionStorage.removeItem(name))
}
