/** Who is signed in on this phone. */
import { get, post, Problem } from '../api/client'
import type { Account, SignedIn } from '../api/types'
import { inWechat, loginCode } from '../platform/host'
import { refresh } from './unsent'
import { nameSession } from './session-name'
import { kept } from './store'

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

/** Forget who was signed in: the server has ended the session already. */
export function leave(): void {
  token.clear()
  nameSession(null)
}

export function enter(signed: SignedIn): Account {
  token.write(signed.token)
  nameSession(signed.account.name)
  refresh()
  return signed.account
}
