/** Why no clock runs, where one might look for it; nothing once an order is closed. */
import type { OrderRow } from '../../api/types'
import { office } from '../words'

export function still({ paused, status }: OrderRow): string {
  if (paused) return office.value.paused
  return status === 'fed_back' ? office.value.undelivered : ''
}
