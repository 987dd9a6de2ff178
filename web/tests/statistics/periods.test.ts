import { describe, expect, it } from 'vitest'
import {
  dayOf,
  isDay,
  isPeriod,
  keysIn,
  monthIn,
  monthOf,
  monthsBack,
  shortcut,
  shortcutOf,
} from '@/console/pages/statistics/periods'

describe('periods', () => {
  it.each([
    ['thisMonth', '2026-11-23', '2026-11-01', '2026-11-30'],
    ['lastMonth', '2026-11-23', '2026-10-01', '2026-10-31'],
    ['lastMonth', '2026-01-05', '2025-12-01', '2025-12-31'],
    ['thisQuarter', '2026-11-23', '2026-10-01', '2026-12-31'],
    ['thisQuarter', '2026-03-31', '2026-01-01', '2026-03-31'],
    ['thisYear', '2026-02-28', '2026-01-01', '2026-12-31'],
  ] as const)('%s on %s', (name, today, first, last) => {
    expect(shortcut(name, today)).toEqual({ first, last })
    expect(shortcutOf({ first, last }, today)).toBe(name)
  })

  it('knows whole months, also of leap years', () => {
    expect(monthOf('2028-02')).toEqual({ first: '2028-02-01', last: '2028-02-29' })
    expect(monthIn({ first: '2027-02-01', last: '2027-02-28' })).toBe('2027-02')
    expect(monthIn({ first: '2027-02-01', last: '2027-02-27' })).toBe('')
    expect(monthsBack('2026-01-31', 3)).toEqual(['2026-01', '2025-12', '2025-11'])
  })

  it('asks for at most three years, in order, of days that exist', () => {
    expect(isDay('2026-02-29')).toBe(false)
    expect(isPeriod({ first: '2024-01-01', last: '2027-01-03' })).toBe(true)
    expect(isPeriod({ first: '2024-01-01', last: '2027-01-04' })).toBe(false)
    expect(isPeriod({ first: '2026-01-02', last: '2026-01-01' })).toBe(false)
  })

  it('names every day and month once', () => {
    const period = { first: '2026-01-30', last: '2026-02-01' }
    expect(keysIn('day', period)).toEqual(['2026-01-30', '2026-01-31', '2026-02-01'])
    expect(keysIn('month', period)).toEqual(['2026-01', '2026-02'])
  })

  it('reads the day in Chaozhou', () => {
    expect(dayOf(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23')
    expect(dayOf(new Date('2026-11-22T15:59:59Z'))).toBe('2026-11-22')
  })
})
