/** Idempotency keys. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'
const KEY_LENGTH = 24

/** A key no other phone makes. */
export function newKey(): string {
  let key = ''
  for (let place = 0; place < KEY_LENGTH; place += 1) {
    key += ALPHABET[Math.floor(Math.random() * ALPHABET.length)]
  }
  return key
}
