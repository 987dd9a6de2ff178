import { describe, expect, it } from 'vitest'
import { leftInWords } from './clock'

const due = (working_days_left: number, provisional = false) => ({
  what: 'rectify',
  at: '2026-11-30T16:00:00Z',
  working_days_left,
  provisional,
})

describe('leftInWords', () => {
  it.each([
    [3, '还剩 3 个工作日'],
    [1, '还剩 1 个工作日'],
    [0, '今天到期'],
    [-1, '已超期 1 个工作日'],
    [-2, '已超期 2 个工作日'],
  ])('%i', (left, words) => {
    expect(leftInWords(due(left))).toBe(words)
  })
  it('says when a date may still move', () => {
    expect(leftInWords(due(3, true))).toContain('可能顺延')
  })
})
