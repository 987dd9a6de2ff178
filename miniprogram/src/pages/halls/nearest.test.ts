import { expect, test } from 'vitest'
import type { HallResult } from '../../api/types'
import { kilometres, nearest } from './nearest'

const HERE = { latitude: 23.66, longitude: 116.63 }
const hall = (name: string, latitude: number | null, longitude: number | null) =>
  ({ name, latitude, longitude }) as HallResult

test('the nearest comes first, and what has no place last', () => {
  const halls = [hall('nowhere', null, null), hall('far', 23.66, 117), hall('near', 23.67, 116.63)]
  const found = nearest(halls, HERE)
  expect(found.map(({ hall: { name } }) => name)).toEqual(['near', 'far', 'nowhere'])
  expect(found.map(({ km }) => km && Math.round(km * 10) / 10)).toEqual([1.1, 37.7, null])
  expect(nearest([hall('a', null, null), hall('b', null, null)], HERE)[0]?.hall.name).toBe('a')
})

test('a distance is not more exact than it is', () => {
  expect([0.4, 1.26, 9.96, 37.7].map(kilometres)).toEqual(['', '1.3', '10.0', '38'])
})
