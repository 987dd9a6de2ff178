// To the identity provider and back. Where to go on afterwards stays in this tab.
import { post } from '@/shared/api/client'
import type { StaffSession } from '@/shared/api/schemas'

export type Answer = { state: string; code: string; iss: string; error: string }

const TO = 'provider-to'
const BINDING = 'bind.' // how the state of somebody begins who binds the own account

/** Leave this page for the provider; it comes back to ReturnPage. */
export async function leaveToSignIn(to: string): Promise<void> {
  const { url } = await post('/api/staff/sign-in/provider', {}, {})
  sessionStorage.setItem(TO, to)
  window.location.assign(url)
}

export async function leaveToBind(password: string, code: string): Promise<void> {
  const { url } = await post('/api/staff/me/provider', { password, code }, {})
  window.location.assign(url)
}

/** Where somebody wanted to go who has signed in now; asked once. */
export function wanted(): string {
  const to = sessionStorage.getItem(TO) ?? ''
  sessionStorage.removeItem(TO)
  return to.startsWith('/') ? to : '/'
}

/** What the provider sent this browser back with. */
export function answerOf(query: Record<string, unknown>): Answer {
  const said = (name: string): string => (typeof query[name] === 'string' ? query[name] : '')
  return { state: said('state'), code: said('code'), iss: said('iss'), error: said('error') }
}

export const isBinding = (answer: Answer): boolean => answer.state.startsWith(BINDING)

export const bindOwn = (answer: Answer): Promise<unknown> =>
  post('/api/staff/me/provider/return', answer, {})

export const enter = (answer: Answer): Promise<StaffSession> =>
  post('/api/staff/sign-in/provider/return', answer, {})

export const enterWithCode = (answer: Answer, code: string): Promise<StaffSession> =>
  post('/api/staff/sign-in/provider/code', { state: answer.state, code }, {})
