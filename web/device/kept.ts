// What the device keeps through a power cut: its token, and each tap until it is acknowledged.
import type { SubmitTap } from './api'

const TOKEN = 'haochaping-device-token'
const TAPS = 'haochaping-device-taps'

export interface KeptTap extends Omit<SubmitTap, 'seconds_ago'> {
  tapped_at: number // by this tablet's clock, in milliseconds
  not_before: number // reasons may still be chosen until then
}

export const readToken = (): string => localStorage.getItem(TOKEN) ?? ''

export function keepToken(token: string): void {
  if (token) localStorage.setItem(TOKEN, token)
  else localStorage.removeItem(TOKEN)
}

export function readTaps(): KeptTap[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(TAPS) ?? '[]')
    return Array.isArray(kept) ? (kept as KeptTap[]) : []
  } catch {
    return [] // half a line of a tablet that lost its power
  }
}

export function keepTaps(taps: readonly KeptTap[]): void {
  localStorage.setItem(TAPS, JSON.stringify(taps))
}
