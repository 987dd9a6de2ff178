/** The session of a member of staff, apart from the citizen's on the same phone. */
import { post, Problem, sentenceOf } from '../../api/client'
import type { StaffSession } from '../../api/types'
import { kept } from '../../lib/store'
import { wechatCode } from '../../platform/host'

const token = kept('staff-token')

/** `more`: what an answer before has asked for. */
export async function enter(
  login: string,
  password: string,
  more: { code?: string; new_password?: string } = {},
): Promise<StaffSession> {
  // One key an account: several people may share a phone, and none gets in by another's.
  const key = kept(`staff-phone-${login}`)
  try {
    const wechat_code = await wechatCode()
    const form = { login, password, phone: true, phone_key: key.read(), wechat_code, ...more }
    const session = await post<StaffSession>('/api/staff/sign-in', form, 'staff')
    token.write(session.token)
    if (session.phone_key) key.write(session.phone_key)
    return session
  } catch (error) {
    const given = error instanceof Problem && error.details.key
    if (typeof given === 'string') key.write(given)
    throw error
  }
}

/** Where somebody begins: orders for bureau and institution, the window for officers. */
export function firstPage({ me }: StaffSession): string | null {
  if (me.may.includes('list_work_orders')) return '/staff/orders/orders'
  return me.may.includes('show_duty') ? '/staff/duty/duty' : null
}

export async function end(): Promise<void> {
  await post('/api/staff/sign-out', {}, 'staff').catch(() => undefined)
  token.clear()
}

export async function leave(): Promise<void> {
  await end()
  uni.reLaunch({ url: '/staff/sign-in/sign-in' })
}

/** To the sign-in page when the session has ended; true if it had. */
export function signedOut(error: unknown): boolean {
  const ended = error instanceof Problem && [401, 403].includes(error.status)
  if (ended) uni.redirectTo({ url: '/staff/sign-in/sign-in' })
  return ended
}

/** What an error says to the staff; nothing where the session has ended. */
export function said(error: unknown): string {
  return signedOut(error) ? '' : sentenceOf(error)
}
