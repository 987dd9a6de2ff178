import { expect, it } from 'vitest'
import { monthsUntil } from './months'

it('goes back a year, over the turn of it', () => {
  const months = monthsUntil('2026-02')
  expect(months).toHaveLength(12)
  expect(months.slice(0, 3)).toEqual([
    ['2026-02', '2026年2月'],
    ['2026-01', '2026年1月'],
    ['2025-12', '2025年12月'],
  ])
  expect(months[11]?.[0]).toBe('2025-03')
})
it('has none before it knows which month it is', () => {
  expect(monthsUntil('')).toEqual([])
})
