/** What is kept on the phone, each thing under one name. */
export interface Kept {
  read(): string
  write(value: string): void
  clear(): void
}

/** A kept text; a phone whose storage is full or forbidden simply forgets. */
export function kept(name: string): Kept {
  return {
    read() {
      try {
        return String(uni.getStorageSync(name) || '')
      } catch {
        return ''
      }
    },
    write(value) {
      try {
        uni.setStorageSync(name, value)
      } catch {
        // Nothing is lost that the page does not still show.
      }
    },
    clear() {
      try {
        uni.removeStorageSync(name)
      } catch {
        // It was not kept in the first place.
      }
    },
  }
}

/** The same for an object; null when there is none or it cannot be read. */
export function readObject<T>(name: string): T | null {
  try {
    return JSON.parse(kept(name).read()) as T
  } catch {
    return null
  }
}

export function writeObject(name: string, value: object): void {
  kept(name).write(JSON.stringify(value))
}
