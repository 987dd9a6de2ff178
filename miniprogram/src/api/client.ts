/** Calls to the server: typed answers, problems by their code, the session's token. */
import { names, sentences } from '../dictionary'
import { apiBase, wechatCode } from '../platform/host'
import { kept } from '../lib/store'

/** A refusal, or no connection (`offline`). `sentence` is for people. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly sentence: string,
    readonly status: number,
    readonly details: Record<string, unknown> = {},
  ) {
    super(code)
  }
}

type Method = 'GET' | 'POST'
export type Side = 'citizen' | 'staff'

interface Call {
  method: Method
  path: string
  body?: object | ArrayBuffer
  side: Side
  type: string
  bytes?: boolean
}

const SECONDS = 15
const JSON_TYPE = 'application/json'

const tokens = { citizen: kept('token'), staff: kept('staff-token') }
const exchanging: Partial<Record<Side, Promise<void>>> = {}

/** One call. A token that opens no more is exchanged on the way, once for all who wait. */
async function send<T>(call: Call): Promise<T> {
  const own = tokens[call.side]
  const token = own.read()
  try {
    return await reach<T>(call, token)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'token_old') throw error
    // Another page of this browser may have done so already.
    if (own.read() === token) await (exchanging[call.side] ??= exchange(token, call.side))
    return reach<T>(call, own.read())
  }
}

/** Staff show in which WeChat account the phone is: a token copied into another one ends there. */
async function exchange(token: string, side: Side): Promise<void> {
  try {
    const staff = side === 'staff'
    const path = staff ? '/api/staff/sign-in/proof' : '/api/session/exchange'
    const body = staff ? { token, wechat_code: await wechatCode() } : { token }
    const call: Call = { method: 'POST', path, body, side, type: JSON_TYPE }
    tokens[side].write((await reach<{ token: string }>(call, '')).token)
  } finally {
    delete exchanging[side]
  }
}

function reach<T>(call: Call, token: string): Promise<T> {
  return new Promise((resolve, reject) => {
    uni.request({
      url: apiBase + call.path,
      method: call.method,
      data: call.body as never,
      timeout: SECONDS * 1000,
      ...(call.bytes ? { responseType: 'arraybuffer' } : {}),
      header: {
        'content-type': call.type,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      success: (answer) => {
        if (answer.statusCode < 300) resolve(answer.data as T)
        else reject(problemOf(answer.statusCode, answer.data, call.side))
      },
      fail: () => reject(new Problem('offline', sentences.problems.offline ?? '', 0)),
    })
  })
}

/** What stands between us and the server answers without a code. */
const CODES: Record<number, string> = { 404: 'not_found', 413: 'too_large', 502: 'busy', 503: 'busy' }

function problemOf(status: number, data: unknown, side: Side): Problem {
  const body = plain(data) as { code?: string; message?: string; details?: object }
  const code = body.code ?? CODES[status] ?? 'internal'
  // Citizens have nothing they are in charge of, but links that others have sent.
  const said = code === 'not_found' && side === 'citizen' ? 'not_yours' : code
  return new Problem(code, sentenceFor(said, body.message), status, { ...body.details })
}

/** Where bytes were asked for, a refusal comes as bytes, too; its code is plain letters. */
function plain(data: unknown): object {
  if (!(data instanceof ArrayBuffer)) return data ?? {}
  const [, code] = /"code":"(\w+)"/.exec(String.fromCharCode(...new Uint8Array(data))) ?? []
  return code ? { code } : {}
}

/** What a code says to people; `message` is the server's own sentence. */
export function sentenceFor(code: string, message?: string): string {
  const said = sentences.problems[code] ?? names.problems[code] ?? message
  return said ?? sentences.problems.internal ?? ''
}

/** A reading call; one that finds no connection is tried once more. */
export async function get<T>(path: string, side: Side = 'citizen'): Promise<T> {
  const call: Call = { method: 'GET', path, side, type: JSON_TYPE }
  try {
    return await send<T>(call)
  } catch (error) {
    if (error instanceof Problem && error.code === 'offline') return send<T>(call)
    throw error
  }
}

/** A file only the session may have. */
export function getBytes(path: string, side: Side): Promise<ArrayBuffer> {
  return send<ArrayBuffer>({ method: 'GET', path, side, type: JSON_TYPE, bytes: true })
}

/** A call that changes something; never repeated on its own. */
export function post<T>(path: string, body: object = {}, side: Side = 'citizen'): Promise<T> {
  return send<T>({ method: 'POST', path, body, side, type: JSON_TYPE })
}

/** Upload the bytes of a picture. */
export function upload<T>(path: string, body: ArrayBuffer, side: Side = 'citizen'): Promise<T> {
  return send<T>({ method: 'POST', path, body, side, type: 'image/jpeg' })
}

/** The sentence of any error, for the page. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Problem) return error.sentence
  return sentenceFor('internal')
}

/** What may befall any call, whatever it was about. */
const ANYWHERE = ['offline', 'sign_in_needed', 'internal', 'busy']

/** The same where people have filled something in, which is still there. */
export function keptSentenceFor(code: string, message?: string): string {
  const kept = ANYWHERE.includes(code) ? sentences.app.kept : ''
  return sentenceFor(code, message) + kept
}

export function keptSentenceOf(error: unknown): string {
  const { code, sentence } = error instanceof Problem ? error : { code: 'internal', sentence: '' }
  return keptSentenceFor(code, sentence)
}
