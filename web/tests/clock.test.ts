import { describe, expect, it } from 'vitest'
import { clockWords, standsWords, urgency } from '@/shared/clock'
import { deadlineWords, momentWords } from '@/shared/time'

describe('a clock in words', () => {
  it.each([
    [3, '还剩 3 个工作日', 'calm'],
    [1, '还剩 1 个工作日', 'soon'],
    [0, '今天到期', 'soon'],
    [-1, '已超期 1 个工作日', 'over'],
    [-12, '已超期 12 个工作日', 'over'],
  ] as const)('says %i working days', (days, said, how) => {
    const due = { working_days_left: days }
    expect(clockWords(due)).toBe(said)
    expect(urgency(due)).toBe(how)
  })
})

describe('an order without a clock', () => {
  it('says why it stands still, and that it is over only where it is', () => {
    expect(standsWords('rectified')).toBe('申诉复核期间，暂停计时')
    expect(standsWords('fed_back')).toBe('反馈送达后开始计时')
    expect(standsWords('solved')).toBe('不再计时')
  })
})

describe('days of Chaozhou, wherever the browser is', () => {
  it('reads a moment in UTC', () => {
    expect(momentWords('2026-03-05T06:30:00Z')).toBe('2026年3月5日 14:30')
    expect(momentWords('2026-12-31T16:00:00Z')).toBe('2027年1月1日 00:00')
  })

  it('gives midnight to the day that ends', () => {
    expect(deadlineWords('2026-03-05T16:00:00Z')).toBe('2026年3月5日 24:00')
    expect(deadlineWords('2026-03-05T15:59:59Z')).toBe('2026年3月5日 23:59')
  })
})
