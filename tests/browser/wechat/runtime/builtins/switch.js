// <switch>.
import { hostOf } from './common.js'

export function toggle() {
  return {
    properties: { checked: Boolean, disabled: Boolean, color: String, type: String },
    observers: {
      checked(value) {
        hostOf(this)?.setAttribute('aria-checked', String(value))
      },
    },
    lifetimes: {
      attached() {
        hostOf(this).setAttribute('role', 'switch')
        hostOf(this).setAttribute('aria-checked', String(this.data.checked))
        this._$.addListener('tap', () => flip(this))
      },
    },
  }
}

function flip(component) {
  if (component.data.disabled) return
  const value = !component.data.checked
  component._$.replaceDataOnPath(['checked'], value)
  component.triggerEvent('change', { value }, {})
}
