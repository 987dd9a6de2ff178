// The names pages use for what the server sends; everything comes from the generated contract.
import type { components, operations } from '@contract/api'

type Schemas = components['schemas']

export type Operation = keyof operations
export type AuditPage = Schemas['AuditPage']
export type AuditRow = Schemas['AuditRow']
export type CodeRow = Schemas['CodeRow']
export type Due = Schemas['Due']
export type Entry = Schemas['Entry']
export type Figure = Schemas['Figure']
export type HallRow = Schemas['HallRow']
export type Inbox = Schemas['Inbox']
export type InboxMessage = Schemas['InboxMessage']
export type InstitutionBrief = Schemas['InstitutionBrief']
export type OrderPage = Schemas['OrderPage']
export type OrderRow = Schemas['OrderRow']
export type OrderView = Schemas['OrderView']
export type Problem = Schemas['Problem']
export type RatedService = Schemas['RatedService']
export type ResultRow = Schemas['ResultRow']
export type Results = Schemas['Results']
export type StaffMe = Schemas['StaffMe']
export type StatusCount = Schemas['StatusCount']
export type Step = Schemas['Step']
export type WindowRow = Schemas['WindowRow']
export type Windows = Schemas['Windows']
