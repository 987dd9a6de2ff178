import { beforeEach, describe, expect, it } from 'vitest'
import { acknowledged, isUnanswered, keyFor } from './ending'

const phone = new Map<string, string>()

beforeEach(() => {
  phone.clear()
  Object.assign(globalThis, {
    uni: {
      getStorageSync: (name: string) => phone.get(name) ?? '',
      setStorageSync: (name: string, value: string) => phone.set(name, value),
      removeStorageSync: (name: string) => phone.delete(name),
    },
  })
})

describe('a service whose end was not answered', () => {
  it('keeps its key, and another one gets its own', () => {
    const key = keyFor('item 445122195001011234')
    expect(isUnanswered()).toBe(true)
    expect(keyFor('item 445122195001011234')).toBe(key)
    expect(keyFor('item 445122195001011242')).not.toBe(key)
  })
  it('leaves nothing of the person on the phone', () => {
    keyFor('item 445122195001011234 陈')
    expect([...phone.values()].join()).not.toMatch(/445122195001011234|陈/)
  })
  it('is over with the answer', () => {
    const key = keyFor('same')
    acknowledged()
    expect(isUnanswered()).toBe(false)
    expect(keyFor('same')).not.toBe(key)
  })
})
