// The privacy gate's functions.
import { consent, onNeedPrivacyAuthorization } from '../privacy.js'
import { answering, Refusal } from './answer.js'

export function privacy({ phone }) {
  return {
    onNeedPrivacyAuthorization,
    getPrivacySetting: answering('getPrivacySetting', () => ({
      needAuthorization: !phone.privacyAgreed,
      privacyContractName: '《小程序隐私保护指引》',
    })),
    requirePrivacyAuthorize: answering('requirePrivacyAuthorize', async () => {
      if (await consent(phone, 'requirePrivacyAuthorize')) return {}
      throw new Refusal('privacy permission is not authorized', { errno: 104 })
    }),
    openPrivacyContract: answering('openPrivacyContract', () => {
      phone.note('openPrivacyContract', {})
    }),
  }
}
