// wx: what the mini-program calls WeChat with. A function that is not here is recorded and fails.
import { face } from './face.js'
import { files } from './files.js'
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
// Looked for, never needed: what uni-app and Vue would keep there themselves or ask of other hosts.
const ABSENT = /^(\$.*|then|toJSON|cloud|router|worklet|qy)$/

export function makeWx(around) {
  const functions = Object.assign({}, ...PARTS.map((part) => part(around)))
  return new Proxy(functions, {
    get(known, name) {
      if (name in known || typeof name !== 'string' || ABSENT.test(name)) return known[name]
      return LISTENER.test(name) ? () => {} : unknown(around.phone, name)
    },
  })
}

function unknown(phone, name) {
  return (options) => {
    phone.unknown.push(name)
    const refusal = { errMsg: `${name}:fail not supported by the harness` }
    options?.fail?.(refusal)
    options?.complete?.(refusal)
    return options?.fail || options?.complete ? undefined : Promise.reject(refusal)
  }
}
