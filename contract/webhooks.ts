import { createHmac, timingSafeEqual } from 'node:crypto'

const TOLERATED_SECONDS = 300

export interface Notice {
  id: string
  kind: string
  at: string
  data: Record<string, unknown>
}

/**
 * The notice in a request, or null if it is not ours, was changed, or is too old: answer 401 then.
 * Headers by lower-case name, the body as it came. Keep its id: the same may come again, and is
 * done once. Then answer 2xx within ten seconds.
 */
export function notice(secret: string, headers: Record<string, string | undefined>, body: string, now = new Date()): Notice | null {
  const id = headers['webhook-id'] ?? ''
  const at = headers['webhook-timestamp'] ?? ''
  if (!/^\d+$/.test(at) || Math.abs(now.getTime() / 1000 - Number(at)) > TOLERATED_SECONDS) return null
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const wanted = Buffer.from('v1,' + createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64'))
  // Two while a secret is changed.
  const given = (headers['webhook-signature'] ?? '').split(' ').map((one) => Buffer.from(one))
  const genuine = given.some((one) => one.length === wanted.length && timingSafeEqual(one, wanted))
  return genuine ? (JSON.parse(body) as Notice) : null
}
