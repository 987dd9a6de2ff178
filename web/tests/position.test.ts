import { describe, expect, it } from 'vitest'
import { positionFrom } from '@/console/pages/places/position'

const HERE = { latitude: 23.6672, longitude: 116.6322 }

describe('a place on the map as people copy it', () => {
  it.each(['116.6322,23.6672', '23.6672, 116.6322', '１１６.６３２２，23.6672', '116.6322 23.6672'])(
    'reads %s, whichever comes first',
    (typed) => expect(positionFrom(typed)).toEqual(HERE),
  )
  it.each(['', '潮州', '116.6322', '116.6,116.7', '23.6,24.1', '1,2,3', '116.6322,2.5'])(
    'refuses %s',
    (typed) => expect(positionFrom(typed)).toBeNull(),
  )
})
