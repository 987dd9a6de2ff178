/** Who is signed in on this phone, and the three ways to a verified real name. */
import { get, post, Problem } from '../api/client'
import type { Account, SignedIn } from '../api/types'
import { inWechat, leaveFor, loginCode, openMiniProgram, verifyFace } from '../platform/host'
import { takeReturn } from './jump'
import { kept } from './store'
import { NOTICE_VERSION } from './words'

const token = kept('token')

/** The account of this phone; in WeChat a session is opened on the way. Null: nobody yet. */
export async function account(): Promise<Account | null> {
  if (token.read()) {
    try {
      return await get<Account>('/api/me')
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error
      token.clear()
    }
  }
  return inWechat ? withWechat() : null
}

/**
 * Whether the services can be asked for. A browser does not ask the server first: the services
 * themselves say when the session has ended, one round trip less.
 */
export async function known(): Promise<boolean> {
  if (!inWechat) return token.read() !== ''
  return (await account())?.verified === true
}

async function withWechat(): Promise<Account> {
  const code = await loginCode()
  return enter(await post<SignedIn>('/api/sign-in/wechat', { code }))
}

function enter(signed: SignedIn): Account {
  token.write(signed.token)
  return signed.account
}

/** H5: leave for the identity provider; the browser comes back to `pages/sign-in/return`. */
export async function startRedirect(): Promise<void> {
  const { url } = await post<{ url: string; state: string }>('/api/sign-in/redirect')
  leaveFor(url)
}

export async function finishRedirect(code: string, state: string): Promise<Account> {
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
