/**
 * The key of a service that is being ended: the same service ended again, because no answer came,
 * is the same service, even when the page was left meanwhile. Nothing of the person is kept.
 */
import { newKey } from '../../lib/key'
import { kept, readObject, writeObject } from '../../lib/store'

interface Ending {
  key: string
  /** Tells whether it is the same service; too short to find a person by. */
  mark: number
}

const NAME = 'ending'
const FNV_START = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** Kept until `acknowledged`. `service` is all that is typed, as text. */
export function keyFor(service: string): string {
  const before = readObject<Ending>(NAME)
  if (before && before.mark === markOf(before.key + service)) return before.key
  const key = newKey()
  writeObject(NAME, { key, mark: markOf(key + service) })
  return key
}

/** Whether the last one was sent and nobody knows what became of it. */
export function isUnanswered(): boolean {
  return readObject<Ending>(NAME) !== null
}

/** The server has answered, with yes or no. */
export function acknowledged(): void {
  kept(NAME).clear()
}

/** FNV-1a, 32 bits. */
function markOf(text: string): number {
  let mark = FNV_START
  for (const letter of text) mark = Math.imul(mark ^ (letter.codePointAt(0) ?? 0), FNV_PRIME)
  return mark >>> 0
}
