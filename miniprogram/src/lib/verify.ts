/** The three ways to a verified real name. */
import { post, Problem } from '../api/client'
import type { Account, SignedIn } from '../api/types'
import { sentences } from '../dictionary/later'
import { leaveFor, openMiniProgram, verifyFace } from '../platform/host'
import { takeReturn } from './jump'
import { enter } from './session'
import { kept } from './store'
import { NOTICE_VERSION } from './words'

const begun = kept('sign-in-state')

/** H5: leave for the identity provider; the browser comes back to `pages/sign-in/return`. */
export async function startRedirect(): Promise<void> {
  const { url, state } = await post<{ url: string; state: string }>('/api/sign-in/redirect')
  begun.write(state)
  leaveFor(url)
}

/** A return this browser has not begun was begun by somebody else, who would be signed in here. */
export async function finishRedirect(code: string, state: string): Promise<Account> {
  if (state !== begun.read()) {
    throw new Problem('sign_in_expired', sentences.signIn.notBegun, 400)
  }
  const body = { code, state, notice_version: NOTICE_VERSION }
  return enter(await post<SignedIn>('/api/sign-in/redirect/return', body))
}

/** WeChat: open the other mini-program. Its ticket arrives when we are shown again. */
export async function startJump(): Promise<void> {
  const { app_id, path } = await post<{ app_id: string; path: string }>('/api/sign-in/jump')
  await openMiniProgram(app_id, path)
}

/** The account, if a ticket has come back; null if not. */
export async function finishJump(): Promise<Account | null> {
  const returned = takeReturn()
  if (!returned) return null
  const body = { ...returned, notice_version: NOTICE_VERSION }
  return enter(await post<SignedIn>('/api/sign-in/jump/return', body))
}

export async function withFace(name: string, number: string): Promise<Account> {
  const started = await post<{ verify_id: string }>('/api/sign-in/face', {
    name,
    document_number: number,
    notice_version: NOTICE_VERSION,
    face_consent: true,
  })
  await verifyFace(started.verify_id)
  const body = { verify_id: started.verify_id }
  return enter(await post<SignedIn>('/api/sign-in/face/return', body))
}
