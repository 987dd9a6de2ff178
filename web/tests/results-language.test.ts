import { expect, it } from 'vitest'
import { nearest } from '@/results/language'

it.each([
  [['zh-CN', 'en'], 'zh-CN'],
  [['zh'], 'zh-CN'],
  [['zh-TW'], 'zh-Hant'],
  [['zh-Hant-HK'], 'zh-Hant'],
  [['th-TH', 'zh-CN'], 'en'],
  [[], 'zh-CN'],
] as const)('somebody whose browser speaks %j reads %s', (wishes, language) => {
  expect(nearest(wishes)).toBe(language)
})
