// <button>: silent while disabled, and WeChat's own doings by `open-type`.
import { hostOf, setAttribute } from './common.js'
import { nonce } from '../names.js'
import { consent } from '../privacy.js'

export function button(phone) {
  return {
    properties: {
      disabled: Boolean,
      loading: Boolean,
      openType: { type: String, value: '' },
      formType: { type: String, value: '' },
      hoverClass: String,
      type: String,
      size: String,
      plain: Boolean,
    },
    observers: {
      disabled(value) {
        setAttribute(hostOf(this), 'disabled', value)
      },
    },
    lifetimes: {
      attached() {
        if (!hostOf(this).hasAttribute('role')) hostOf(this).setAttribute('role', 'button')
        this._$.addListener('tap', () => open(this, phone))
      },
    },
  }
}

/** Several open types may stand in one button, as in `getPhoneNumber|agreePrivacyAuthorization`. */
function open(component, phone) {
  const types = component.data.openType.split('|').filter(Boolean)
  if (types.includes('agreePrivacyAuthorization')) {
    phone.privacyAgreed = true
    component.triggerEvent('agreeprivacyauthorization', {}, {})
  }
  if (types.includes('getPhoneNumber')) phoneNumber(component, phone)
}

async function phoneNumber(component, phone) {
  phone.note('getPhoneNumber', {})
  const agreed = await consent(phone, 'getPhoneNumber')
  const detail = agreed
    ? { errMsg: 'getPhoneNumber:ok', code: `phone-${phone.person}-${nonce()}` }
    : { errMsg: 'getPhoneNumber:fail privacy permission is not authorized', errno: 104 }
  component.triggerEvent('getphonenumber', detail, {})
}
