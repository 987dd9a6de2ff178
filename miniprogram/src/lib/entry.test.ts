import { describe, expect, it } from 'vitest'
import { parseEntry } from '../../../contract/entry'

const TOKEN = 'AbCdEfGhIjKlMnOpQrSt'
const NOTHING = { code: '', kiosk: '', voucher: '' }

describe('parseEntry', () => {
  it('reads a scene', () => {
    expect(parseEntry({ scene: encodeURIComponent(`w=${TOKEN}`) })).toEqual({ ...NOTHING, code: TOKEN })
  })
  it('reads an ordinary link', () => {
    const q = encodeURIComponent(`https://hcp.example.gov.cn/m/?w=${TOKEN}#top`)
    expect(parseEntry({ q })).toEqual({ ...NOTHING, code: TOKEN })
  })
  it('reads a plain address and a short number', () => {
    expect(parseEntry({ w: TOKEN })).toEqual({ ...NOTHING, code: TOKEN })
    expect(parseEntry({ w: '46905113' })).toEqual({ ...NOTHING, code: '46905113' })
  })
  it('reads the screen of a kiosk', () => {
    expect(parseEntry({ k: TOKEN })).toEqual({ ...NOTHING, kiosk: TOKEN })
    const q = encodeURIComponent(`https://hcp.example.gov.cn/m/?k=${TOKEN}`)
    expect(parseEntry({ q })).toEqual({ ...NOTHING, kiosk: TOKEN })
  })
  it('reads the link of a voucher', () => {
    expect(parseEntry({ v: TOKEN })).toEqual({ ...NOTHING, voucher: TOKEN })
    const q = encodeURIComponent(`https://hcp.example.gov.cn/m/?v=${TOKEN}`)
    expect(parseEntry({ q })).toEqual({ ...NOTHING, voucher: TOKEN })
  })
  it.each([{ k: '46905113' }, { v: '123456789012' }, {}, { w: '' }, { w: '<script>' }, { w: 'A'.repeat(33) }, { scene: '%E0%A4%A' }, { q: 'x' }])(
    'refuses %j',
    (query) => {
      expect(parseEntry(query)).toBeNull()
    },
  )
})
