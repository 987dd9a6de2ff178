// wx: what the mini-program calls WeChat with. A function WeChat has and the harness has not is
// recorded when it is called, and fails.
import { data } from 'generated'
import { face } from './face.js'
import { files } from './files.js'
import { location } from './location.js'
import { login } from './login.js'
import { media } from './media.js'
import { miniPrograms } from './mini_programs.js'
import { navigation } from './navigation.js'
import { privacy } from './privacy.js'
import { request } from './request.js'
import { storage } from './storage.js'
import { subscription } from './subscription.js'
import { system } from './system.js'
import { ui } from './ui.js'

const PARTS = [
  face,
  files,
  location,
  login,
  media,
  miniPrograms,
  navigation,
  privacy,
  request,
  storage,
  subscription,
  system,
  ui,
]
const LISTENER = /^(on|off)[A-Z]/
const EXISTING = new Set(data.functions)

export function makeWx(around) {
  const functions = Object.assign({}, ...PARTS.map((part) => part(around)))
  return new Proxy(functions, {
    get(known, name) {
      if (name in known || !EXISTING.has(name)) return known[name]
      return LISTENER.test(name) ? () => {} : missing(around.phone, name)
    },
  })
}

function missing(phone, name) {
  return (options) => {
    phone.unknown.push(name)
    const refusal = { errMsg: `${name}:fail not supported by the harness` }
    options?.fail?.(refusal)
    options?.complete?.(refusal)
    return options?.fail || options?.complete ? undefined : Promise.reject(refusal)
  }
}
