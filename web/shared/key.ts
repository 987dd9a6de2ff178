const KEY_BYTES = 16

/** An idempotency key: sent again, it is known. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES))
  return Array.from(bytes, (byte) => `0${byte.toString(16)}`.slice(-2)).join('')
}
