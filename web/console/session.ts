// Who is signed in. The session itself is a cookie this code cannot see; the server says whose.
import { ref, shallowRef } from 'vue'
import { get, onSignedOut, post, signedInAgain } from '@/shared/api/client'
import { ApiProblem } from '@/shared/api/problem'
import type { StaffMe, StaffSession } from '@/shared/api/schemas'
import { forgetDrafts } from './drafts'

export const me = shallowRef<StaffMe | null>(null)

/** The session ended while somebody was at work: asked for again over the page, nothing is lost. */
export const expired = ref(false)

onSignedOut(() => {
  if (me.value) expired.value = true
})

/** Take up a session the browser still has. */
export async function resume(): Promise<boolean> {
  if (me.value) return true
  try {
    me.value = await get('/api/staff/me')
    return true
  } catch (error) {
    // From elsewhere the session is of no use: the door says why.
    if (error instanceof ApiProblem && (error.status === 401 || error.code === 'outside_network'))
      return false
    throw error
  }
}

/** What opens a session, or the refusal that says what else is asked for. */
export function knock(
  login: string,
  password: string,
  more: { code: string; new_password: string },
): Promise<StaffSession> {
  const desk = { phone: false, phone_key: '', wechat_code: '' }
  return post('/api/staff/sign-in', { login, password, ...desk, ...more }, {})
}

/** Somebody else at the same desk starts afresh; the same person goes on. */
export function takeUp(session: StaffSession): void {
  const before = me.value
  me.value = session.me
  expired.value = false
  if (before && before.id !== session.me.id) {
    forgetDrafts()
    window.location.reload()
  } else if (before) signedInAgain()
}

/** Where to go on to: the identity provider has a session of its own, or nowhere. */
export async function signOut(): Promise<string> {
  const { provider_url } = await post('/api/staff/sign-out', {}, {})
  forget()
  return provider_url
}

/** What this page knows of who was signed in. */
export function forget(): void {
  forgetDrafts()
  me.value = null
}

/** Ask again how many messages are unread; silence when it fails, it is only a number. */
export async function refreshUnread(): Promise<void> {
  try {
    me.value = await get('/api/staff/me')
  } catch {
    // The page that is open says what is wrong.
  }
}
