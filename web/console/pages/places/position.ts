// A place on the map as people copy it: two numbers of which either may come first, since in this
// country no latitude can be taken for a longitude.
import type { HallPlace } from '@/shared/api/schemas'

interface Position {
  latitude: number
  longitude: number
}

const LATITUDES = [3, 54] as const
const LONGITUDES = [73, 136] as const
const DECIMALS = 5 // about a metre
const within = (value: number, [least, most]: readonly [number, number]) =>
  least <= value && value <= most

/** What was typed or pasted, or nothing if it is no place in the country. */
export function positionFrom(typed: string): Position | null {
  const parts = typed.normalize('NFKC').match(/\d+(?:\.\d+)?/g)?.map(Number) ?? []
  if (parts.length !== 2) return null
  const [latitude, longitude] = parts.sort((one, other) => one - other) as [number, number]
  return within(latitude, LATITUDES) && within(longitude, LONGITUDES)
    ? { latitude, longitude }
    : null
}

/** As maps in China copy it: longitude first. */
export function positionWritten({ latitude, longitude }: HallPlace): string {
  if (latitude === null || longitude === null) return ''
  return `${longitude.toFixed(DECIMALS)},${latitude.toFixed(DECIMALS)}`
}

/** In words, for reading. */
export function positionParts({ latitude, longitude }: HallPlace): [string, string] | null {
  if (latitude === null || longitude === null) return null
  return [latitude.toFixed(DECIMALS), longitude.toFixed(DECIMALS)]
}
