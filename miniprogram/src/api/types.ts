/** Names for the shapes of the generated contract that pages use. */
import type { components } from '../../../contract/api'

type Shapes = components['schemas']

export type Account = Shapes['Account']
export type Duty = Shapes['Duty']
export type Inbox = Shapes['Inbox']
export type MyCase = Shapes['MyCase']
export type MyRating = Shapes['MyRating']
export type InstitutionBrief = Shapes['InstitutionBrief']
export type OrderPage = Shapes['OrderPage']
export type OrderRow = Shapes['OrderRow']
export type OrderView = Shapes['OrderView']
export type OwnScores = Shapes['OwnScores']
export type OwnService = Shapes['OwnService']
export type OwnServices = Shapes['OwnServices']
export type Party = Shapes['Party']
export type Receipt = Shapes['Receipt']
export type ServiceEnded = Shapes['ServiceEnded']
export type SignedIn = Shapes['SignedIn']
export type StaffSession = Shapes['StaffSession']
export type WindowView = Shapes['WindowView']
export type Due = Shapes['Due']
