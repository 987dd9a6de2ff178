// <picker>: WeChat's sheet is played by a form control of the browser laid over it.
import { hostOf } from './common.js'

const CONTROLS = { date: 'date', time: 'time' }

export function picker() {
  return {
    properties: {
      mode: { type: String, value: 'selector' },
      range: { type: Array, value: [] },
      rangeKey: { type: String, value: '' },
      value: { type: null, value: 0 },
      fields: { type: String, value: 'day' },
      start: String,
      end: String,
      disabled: Boolean,
    },
    observers: {
      'range, rangeKey, value, mode, disabled': function refresh() {
        draw(this)
      },
    },
    lifetimes: {
      attached() {
        draw(this)
      },
    },
  }
}

function draw(component) {
  const host = hostOf(component)
  host?.querySelector(':scope > .wx-picker-sheet')?.remove()
  if (!host || component.data.disabled) return
  const control = component.data.mode === 'selector' ? choices(component.data) : moment(component.data)
  control.className = 'wx-picker-sheet'
  control.setAttribute('aria-label', component.data.ariaLabel || '')
  control.addEventListener('change', () => {
    component.triggerEvent('change', { value: control.value }, {})
  })
  host.append(control)
}

/** WeChat answers with the place in the range, as a string. */
function choices({ range, rangeKey, value }) {
  const select = document.createElement('select')
  range.forEach((one, place) => select.add(new Option(rangeKey ? one[rangeKey] : one, place)))
  select.value = String(value)
  return select
}

function moment({ mode, fields, value }) {
  const input = document.createElement('input')
  input.type = mode === 'date' && fields === 'month' ? 'month' : CONTROLS[mode] || 'text'
  input.value = String(value)
  return input
}
