// What can be done with the device of a window.
import { post } from '@/shared/api/client'
import type { CodeMade, HallDevices } from '@/shared/api/schemas'

export type Change = 'pair' | 'rename' | 'revoke'

export const NAME = { least: 2, most: 40 }
export const REASON = { least: 2, most: 200 }
/** Where a tablet is paired. */
export const DEVICE_PAGE = `${location.origin}/device/`

export const makeCode = (windowId: string, name: string): Promise<CodeMade> =>
  post('/api/rating-devices/{window_id}/pairing-code', { name }, { window_id: windowId })

export const rename = (deviceId: string, name: string): Promise<HallDevices> =>
  post('/api/rating-devices/{device_id}/rename', { name }, { device_id: deviceId })

export const revoke = (deviceId: string, reason: string): Promise<HallDevices> =>
  post('/api/rating-devices/{device_id}/revoke', { reason }, { device_id: deviceId })
