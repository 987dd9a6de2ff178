import { expect, it } from 'vitest'
import { daysAfter } from './days'

it('counts the days of Chaozhou', () => {
  expect(daysAfter(Date.parse('2026-12-30T17:00:00Z'), 2)).toEqual([
    ['2027-01-01', '2027年1月1日'],
    ['2027-01-02', '2027年1月2日'],
  ])
})
