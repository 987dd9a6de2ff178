import { beforeEach, describe, expect, it } from 'vitest'
import { draftFor, dropDraft, keepDraft } from './draft'
import { newKey } from './key'

const storage = new Map<string, string>()

beforeEach(() => {
  storage.clear()
  Object.assign(globalThis, {
    uni: {
      getStorageSync: (name: string) => storage.get(name) ?? '',
      setStorageSync: (name: string, value: string) => storage.set(name, value),
      removeStorageSync: (name: string) => storage.delete(name),
    },
  })
})

describe('draft', () => {
  it('survives a reload under the same key', () => {
    const draft = draftFor('service-1', 'code')
    keepDraft({ ...draft, grade: 'dissatisfied', text: '等了很久' })
    const again = draftFor('service-1', 'other-code')
    expect(again).toMatchObject({ key: draft.key, grade: 'dissatisfied', text: '等了很久' })
  })
  it('is not taken over by another service or window', () => {
    const draft = draftFor('service-1', 'code')
    keepDraft(draft)
    expect(draftFor('service-2', 'code').key).not.toBe(draft.key)
    const walkIn = draftFor('', 'code')
    keepDraft(walkIn)
    expect(draftFor('', 'code').key).toBe(walkIn.key)
    expect(draftFor('', 'another').key).not.toBe(walkIn.key)
  })
  it('preselects nothing and is anonymous', () => {
    expect(draftFor('service-1', 'code')).toMatchObject({ grade: '', tags: [], anonymous: true })
  })
  it('is gone once acknowledged', () => {
    const draft = draftFor('service-1', 'code')
    keepDraft(draft)
    dropDraft('another')
    expect(draftFor('service-1', 'code').key).toBe(draft.key)
    dropDraft(draft.key)
    expect(draftFor('service-1', 'code').key).not.toBe(draft.key)
  })
  it('makes keys the server takes', () => {
    expect(newKey()).toMatch(/^[A-Za-z0-9_-]{16,64}$/)
  })
})
