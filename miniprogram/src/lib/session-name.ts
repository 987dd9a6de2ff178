/**
 * Which session this is and whose, without telling: what one person wrote is not sent in the name
 * of another who signs in on the same phone. (In WeChat a phone's storage is one person's.)
 */
import { inWechat } from '../platform/host'
import { newKey } from './key'
import { kept } from './store'

const session = kept('session-name')
const masked = kept('session-of')

/** A new session has begun; `name` is the masked name. */
export function nameSession(name: string | null): void {
  session.write(newKey())
  masked.write(name ?? '')
}

export function currentSession(): string {
  return inWechat ? 'wechat' : session.read()
}

export function writer(): string {
  return inWechat ? '' : masked.read()
}
