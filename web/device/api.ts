// What the rating device hears and says, as the contract has it.
import type { components } from '@contract/api'

type Schemas = components['schemas']
export type DeviceState = Schemas['DeviceState']
export type Question = Schemas['Question']
export type SubmitTap = Schemas['SubmitTap']
