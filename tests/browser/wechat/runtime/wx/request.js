// wx.request and wx.uploadFile: to domains of the list only.
// https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html
import { API_DOMAIN } from '../names.js'
import { fileAt } from '../temporary_files.js'
import { answering, Refusal } from './answer.js'

const TIMEOUT_MS = 60_000

export function request({ phone }) {
  return {
    request: (options) => abortable('request', options, (signal) => send(phone, options, signal)),
    uploadFile: (options) =>
      abortable('uploadFile', options, (signal) => upload(phone, options, signal)),
  }
}

/** Where a request really goes; refused unless it is meant for the domain of the list. */
function target(phone, url, name) {
  if (new URL(url, 'http://nowhere').origin !== API_DOMAIN) {
    phone.broken.push(`${name} to ${url}`)
    throw new Refusal('url not in domain list', { errno: 600002 })
  }
  return url.replace(API_DOMAIN, phone.api)
}

function abortable(name, options, work) {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort('timeout'), options.timeout || TIMEOUT_MS)
  const signal = controller.signal
  const answer = answering(name, () => guarded(work, signal).finally(() => clearTimeout(timer)))
  const task = { abort: () => controller.abort('abort'), ...listeners() }
  const promise = answer(options)
  return promise ? Object.assign(promise, task) : task
}

async function guarded(work, signal) {
  try {
    return await work(signal)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(signal.aborted ? String(signal.reason) : 'net::ERR_FAILED', { errno: 600000 })
  }
}

function listeners() {
  const nothing = () => {}
  const names = ['onHeadersReceived', 'offHeadersReceived', 'onProgressUpdate', 'offProgressUpdate']
  return Object.fromEntries(names.map((name) => [name, nothing]))
}

async function send(phone, options, signal) {
  const { method = 'GET', header = {}, data } = options
  const url = new URL(target(phone, options.url, 'request'))
  const hasBody = !['GET', 'HEAD'].includes(method)
  if (!hasBody) Object.entries(data || {}).forEach(([name, value]) => url.searchParams.append(name, value))
  const headers = { 'content-type': 'application/json', ...header }
  const body = hasBody ? bodyOf(data) : undefined
  return read(await fetch(url, { method, headers, body, signal, credentials: 'omit' }))
}

function bodyOf(data) {
  if (data === undefined || typeof data === 'string' || data instanceof ArrayBuffer) return data
  return JSON.stringify(data)
}

async function upload(phone, options, signal) {
  const url = target(phone, options.url, 'uploadFile')
  const form = new FormData()
  Object.entries(options.formData || {}).forEach(([name, value]) => form.append(name, value))
  form.append(options.name, fileAt(options.filePath), 'picture.jpg')
  const init = { method: 'POST', headers: options.header, body: form, signal, credentials: 'omit' }
  const { statusCode, text } = await read(await fetch(url, init))
  return { statusCode, data: text }
}

async function read(response) {
  const text = await response.text()
  const header = Object.fromEntries(response.headers)
  return { statusCode: response.status, data: parsed(text), header, cookies: [], text }
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
