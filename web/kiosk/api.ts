// What the self-service terminal hears and says, as the contract has it.
import type { components } from '@contract/api'

type Schemas = components['schemas']
export type KioskState = Schemas['KioskState']
export type KioskScan = Schemas['KioskScan']
export type KioskVisit = Schemas['KioskVisit']
export type KioskService = Schemas['KioskService']
export type KioskOpened = Schemas['KioskOpened']
export type KioskReceipt = Schemas['KioskReceipt']
export type RateAtKiosk = Schemas['RateAtKiosk']

export const UNPAIRED = 401
export const TOO_OFTEN = 429
export const OVER = 'kiosk_session_over'
export const HALL_CLOSED = 'kiosk_hall_closed'
