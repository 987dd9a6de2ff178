/** Halls by their distance from a place, reckoned on the phone. */
import type { HallResult } from '../../api/types'
import type { Place } from '../../platform/place'

const EARTH_KM = 6371
const DEGREE = Math.PI / 180

/** A hall, and how far it is; null where its place is not known. */
export interface Away {
  hall: HallResult
  km: number | null
}

/** The nearest first, those without a place last, in their order. */
export function nearest(halls: readonly HallResult[], here: Place): Away[] {
  const away = halls.map((hall): Away => ({ hall, km: distance(hall, here) }))
  return away.sort((one, other) => (one.km ?? Infinity) - (other.km ?? Infinity) || 0)
}

/** Kilometres as the crow flies. */
function distance({ latitude, longitude }: HallResult, here: Place): number | null {
  if (latitude === null || longitude === null) return null
  const across = Math.sin(((latitude - here.latitude) * DEGREE) / 2) ** 2
  const along = Math.sin(((longitude - here.longitude) * DEGREE) / 2) ** 2
  const both = Math.cos(latitude * DEGREE) * Math.cos(here.latitude * DEGREE)
  return 2 * EARTH_KM * Math.asin(Math.sqrt(across + both * along))
}

/** One figure behind the point below ten; empty below one, which is near. */
export function kilometres(km: number): string {
  if (km < 1) return ''
  return km < 10 ? km.toFixed(1) : String(Math.round(km))
}
