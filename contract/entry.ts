/** How people arrive: WeChat's scene, WeChat's ordinary link `q`, or a plain address. */
export interface Entry {
  /** The window code's token, or the short number typed by hand; else empty. */
  code: string
  /** The one-time token on the screen of a kiosk; else empty. */
  kiosk: string
  /** The token of a voucher, for one service; else empty. */
  voucher: string
}

const TOKEN = /^[A-Za-z0-9]{20}$/
const SHORT_NUMBER = /^[1-9]\d{7}$/

type Query = Record<string, string | undefined>

/** The window, kiosk or voucher of the launch options; null for junk and for codes that cannot be ours. */
export function parseEntry(query: Query): Entry | null {
  try {
    if (query['scene']) return entryOf(pairs(decodeURIComponent(query['scene'])))
    if (query['q']) {
      const address = decodeURIComponent(query['q'])
      const mark = address.indexOf('?')
      return mark < 0 ? null : entryOf(pairs(address.slice(mark + 1).split('#')[0] ?? ''))
    }
    return entryOf(query)
  } catch {
    return null
  }
}

/** Whether a code has the form of one of ours. */
export function isCode(code: string): boolean {
  return TOKEN.test(code) || SHORT_NUMBER.test(code)
}

function entryOf(query: Query): Entry | null {
  const { w: code = '', k: kiosk = '', v: voucher = '' } = query
  const nothing = { code: '', kiosk: '', voucher: '' }
  if (isCode(code)) return { ...nothing, code }
  if (TOKEN.test(kiosk)) return { ...nothing, kiosk }
  return TOKEN.test(voucher) ? { ...nothing, voucher } : null
}

function pairs(text: string): Query {
  const found: Query = {}
  for (const part of text.split('&')) {
    const mark = part.indexOf('=')
    if (mark > 0) found[part.slice(0, mark)] = decodeURIComponent(part.slice(mark + 1))
  }
  return found
}
