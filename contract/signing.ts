import { createHash, createHmac, randomBytes } from 'node:crypto'
import createClient, { type Middleware } from 'openapi-fetch'
import type { paths } from './api.js'

/** A partner's client: typed by the API document, each request signed with a time and a nonce of its own. */
export function partnerClient(baseUrl: string, keyId: string, secret: string) {
  const client = createClient<paths>({ baseUrl })
  client.use(signed(keyId, secret))
  return client
}

/** Signs method, path, time, nonce and the SHA-256 of the body, a line each, with HMAC-SHA256. */
export function signed(keyId: string, secret: string): Middleware {
  return {
    async onRequest({ request }) {
      const body = Buffer.from(await request.clone().arrayBuffer())
      const at = new Date().toISOString()
      const nonce = randomBytes(16).toString('hex')
      const digest = createHash('sha256').update(body).digest('hex')
      const lines = [request.method, new URL(request.url).pathname, at, nonce, digest]
      const signature = createHmac('sha256', secret).update(lines.join('\n')).digest('hex')
      request.headers.set('x-key-id', keyId)
      request.headers.set('x-time', at)
      request.headers.set('x-nonce', nonce)
      request.headers.set('x-signature', signature)
      return request
    },
  }
}
