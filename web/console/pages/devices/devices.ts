// What can be done with the device of a window, and with a kiosk of a hall.
import { post } from '@/shared/api/client'
import type { CodeMade, HallDevices, HallKiosks } from '@/shared/api/schemas'

export type Change = 'pair' | 'rename' | 'revoke'

/** A code to type on a screen, and until when it is good. */
export interface Code {
  code: string
  until: string
}

export const NAME = { least: 2, most: 40 }
export const REASON = { least: 2, most: 200 }
/** Where a tablet is paired, and where a kiosk is. */
export const DEVICE_PAGE = `${location.origin}/device/`
export const KIOSK_PAGE = `${location.origin}/kiosk/`

export const makeCode = (windowId: string, name: string): Promise<CodeMade> =>
  post('/api/rating-devices/{window_id}/pairing-code', { name }, { window_id: windowId })

export const rename = (deviceId: string, name: string): Promise<HallDevices> =>
  post('/api/rating-devices/{device_id}/rename', { name }, { device_id: deviceId })

export const revoke = (deviceId: string, reason: string): Promise<HallDevices> =>
  post('/api/rating-devices/{device_id}/revoke', { reason }, { device_id: deviceId })

export const renameKiosk = (kioskId: string, name: string): Promise<HallKiosks> =>
  post('/api/kiosks/{kiosk_id}/rename', { name }, { kiosk_id: kioskId })

export const revokeKiosk = (kioskId: string, reason: string): Promise<HallKiosks> =>
  post('/api/kiosks/{kiosk_id}/revoke', { reason }, { kiosk_id: kioskId })
