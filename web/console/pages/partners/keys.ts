import type { words } from '@/words'

export type KeyKind = keyof typeof words.partners.kinds

/** A key as it is asked for. */
export interface KeyWish {
  kind: KeyKind
  public_key: string
  valid_days: number
}

/** A shared secret for a year, unless somebody says otherwise. */
export function freshKey(): KeyWish {
  return { kind: 'secret', public_key: '', valid_days: 365 }
}
