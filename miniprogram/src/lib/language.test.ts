import { expect, it, vi } from 'vitest'

vi.stubGlobal('uni', {})
const { nearest } = await import('./language')

it.each([
  ['zh_CN', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['zh-Hans-SG', 'zh-CN'],
  ['zh_TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['en-GB', 'en'],
  ['th', 'en'],
])('%s reads %s', (tag, language) => {
  expect(nearest(tag)).toBe(language)
})
