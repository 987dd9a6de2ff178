// Events as WeChat hands them to a page: plain objects, and a gesture that ends with the handler.
import { BUILTIN_PREFIX } from './names.js'

export function deliverAsWechatDoes(glassEasel, phone) {
  const { Component, Event } = glassEasel
  const original = Component.getMethod
  Component.getMethod = (component, name) => {
    const method = original.call(Component, component, name)
    if (typeof method !== 'function' || component.is.startsWith(BUILTIN_PREFIX)) return method
    return function handler(event, ...rest) {
      const given = event instanceof Event ? plain(event) : event
      return during(phone, given?.type === 'tap', () => method.call(this, given, ...rest))
    }
  }
}

/** Run a handler; while it runs, the tap that caused it allows what only a tap may do. */
function during(phone, isTap, handler) {
  if (!isTap) return handler()
  phone.tapping = phone.tapped = true
  try {
    return handler()
  } finally {
    phone.tapping = false
  }
}

function plain(event) {
  const given = {
    type: event.type,
    timeStamp: event.timeStamp,
    target: described(event.target),
    currentTarget: described(event.currentTarget),
    mark: event.mark || {},
    detail: event.detail === undefined ? {} : event.detail,
  }
  return event.type === 'tap' ? { ...given, ...touch(event.detail || {}) } : given
}

function described(element) {
  if (!element) return element
  return { id: element.id || '', dataset: { ...element.dataset }, offsetLeft: 0, offsetTop: 0 }
}

function touch({ x = 0, y = 0 }) {
  const point = { identifier: 0, pageX: x, pageY: y, clientX: x, clientY: y }
  return { detail: { x, y }, touches: [point], changedTouches: [point] }
}
