import { expect, test } from 'vitest'
import { monthsBack } from './months'

test('a month begins at midnight in Chaozhou, and January follows December', () => {
  const codes = (at: string) => monthsBack(new Date(at), 3).map(([code]) => code)
  expect(codes('2026-01-31T15:59:59Z')).toEqual(['2026-01', '2025-12', '2025-11'])
  expect(codes('2026-01-31T16:00:00Z')).toEqual(['2026-02', '2026-01', '2025-12'])
})
