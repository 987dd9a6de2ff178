// A terminal's own way to the server: a token in a header, never in an address.
const TIMEOUT_MS = 10_000
export const NO_ANSWER = 0

export interface Answer<T> {
  status: number // NO_ANSWER: the server could not be reached
  code: string // of a refusal; empty where the answer is not the server's own
  body: T | null
}

/** Never throws: a terminal goes on whatever the network does. */
export async function call<T>(
  method: 'GET' | 'POST',
  path: string,
  token: string,
  body?: object,
): Promise<Answer<T>> {
  const asked = fetch(path, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
    credentials: 'omit',
    cache: 'no-store',
  })
  try {
    const answer = await Promise.race([asked, late()])
    const said: unknown = await answer.json().catch(() => null)
    const code = (said as { code?: unknown } | null)?.code
    return {
      status: answer.status,
      code: !answer.ok && typeof code === 'string' ? code : '',
      body: answer.ok ? (said as T) : null,
    }
  } catch {
    return { status: NO_ANSWER, code: '', body: null }
  }
}

function late(): Promise<never> {
  return new Promise((_, give) => setTimeout(() => give(new Error('late')), TIMEOUT_MS))
}
