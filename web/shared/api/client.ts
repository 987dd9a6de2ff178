// The only place that speaks to the server. The session is a cookie scripts cannot read; the extra
// header tells the server that a page of our own asked (a foreign form cannot set it).
import type { Problem } from './schemas'
import { fill, queryString, type Get, type Parameters, type Post } from './paths'
import { ApiProblem } from './problem'

const TIMEOUT_MS = 20_000
const BROKEN = 500 // and above
/** What a proxy means by a status, in the server's own codes. */
const OF_PROXIES: Record<number, string> = { 413: 'too_large', 429: 'too_many_requests' }

let whenSignedOut: () => void = () => {}

/** Called when an endpoint says that the session has ended. */
export function onSignedOut(tell: () => void): void {
  whenSignedOut = tell
}

const waiting = new Set<() => void>()

/** Asked for in vain while nobody was signed in: asked again once somebody is. */
export function onSignedInAgain(ask: () => void): void {
  waiting.add(ask)
}

export function signedInAgain(): void {
  const asked = [...waiting]
  waiting.clear()
  asked.forEach((ask) => ask())
}

/** Ask for something: `query` and `path` are those of the contract. */
export async function get<P extends keyof Get & string>(
  path: P,
  options: { path?: Parameters<P>; query?: Get[P]['query']; signal?: AbortSignal } = {},
): Promise<Get[P]['gives']> {
  const url = fill(path, options.path ?? ({} as Parameters<P>)) + queryString(options.query)
  const answer = await send(url, { method: 'GET', signal: options.signal ?? null })
  return (await answer.json()) as Get[P]['gives']
}

/** Do something. Never repeated by itself: the page says what became of it. */
export async function post<P extends keyof Post & string>(
  path: P,
  body: [Post[P]['takes']] extends [never] ? Record<string, never> : Post[P]['takes'],
  parameters: Parameters<P>,
): Promise<Post[P]['gives']> {
  const answer = await send(fill(path, parameters), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-haochaping': '1' },
    body: JSON.stringify(body),
  })
  return (await answer.json()) as Post[P]['gives']
}

/** Send a file as it is; what it is, the contract says of the path. */
export async function upload<P extends keyof Post & string>(
  path: P,
  file: Blob,
  parameters: Parameters<P>,
): Promise<Post[P]['gives']> {
  const answer = await send(fill(path, parameters), {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream', 'x-haochaping': '1' },
    body: file,
  })
  return (await answer.json()) as Post[P]['gives']
}

/** A file the server makes, to be saved by the browser. */
export async function getFile<P extends keyof Get & string>(
  path: P,
  parameters: Parameters<P>,
  query?: Get[P]['query'],
): Promise<Blob> {
  return (await send(fill(path, parameters) + queryString(query), { method: 'GET' })).blob()
}

async function send(url: string, request: RequestInit): Promise<Response> {
  const answer = await reach(url, request)
  if (answer.ok) return answer
  const problem = await readProblem(answer)
  if (problem.code === 'sign_in_needed') whenSignedOut()
  throw new ApiProblem(problem.code, answer.status, problem.message, problem.details)
}

async function reach(url: string, request: RequestInit): Promise<Response> {
  const mine = new AbortController()
  let late = false
  const timer = setTimeout(() => ((late = true), mine.abort()), TIMEOUT_MS)
  request.signal?.addEventListener('abort', () => mine.abort())
  try {
    return await fetch(url, {
      ...request,
      signal: mine.signal,
      credentials: 'same-origin',
      cache: 'no-store',
    })
  } catch (error) {
    if (request.signal?.aborted) throw error
    throw new ApiProblem(late ? 'timeout' : 'offline', 0)
  } finally {
    clearTimeout(timer)
  }
}

/** The body may come from a proxy and not be ours. */
async function readProblem(answer: Response): Promise<Required<Problem>> {
  try {
    const body = (await answer.json()) as Partial<Problem>
    if (body.code) return { code: body.code, message: body.message ?? '', details: body.details ?? {} }
  } catch {
    // Not JSON: the status is all there is.
  }
  const code = answer.status >= BROKEN ? 'busy' : (OF_PROXIES[answer.status] ?? 'unknown')
  return { code, message: '', details: {} }
}
