import { describe, expect, it } from 'vitest'
import { parseEntry } from '../../../contract/entry'

const TOKEN = 'AbCdEfGhIjKlMnOpQrSt'

describe('parseEntry', () => {
  it('reads a scene', () => {
    expect(parseEntry({ scene: encodeURIComponent(`w=${TOKEN}`) })).toEqual({ code: TOKEN, kiosk: '' })
  })
  it('reads an ordinary link', () => {
    const q = encodeURIComponent(`https://hcp.example.gov.cn/m/?w=${TOKEN}#top`)
    expect(parseEntry({ q })).toEqual({ code: TOKEN, kiosk: '' })
  })
  it('reads a plain address and a short number', () => {
    expect(parseEntry({ w: TOKEN })).toEqual({ code: TOKEN, kiosk: '' })
    expect(parseEntry({ w: '46905113' })).toEqual({ code: '46905113', kiosk: '' })
  })
  it('reads the screen of a kiosk', () => {
    expect(parseEntry({ k: TOKEN })).toEqual({ code: '', kiosk: TOKEN })
    const q = encodeURIComponent(`https://hcp.example.gov.cn/m/?k=${TOKEN}`)
    expect(parseEntry({ q })).toEqual({ code: '', kiosk: TOKEN })
  })
  it.each([{ k: '46905113' }, {}, { w: '' }, { w: '<script>' }, { w: 'A'.repeat(33) }, { scene: '%E0%A4%A' }, { q: 'x' }])(
    'refuses %j',
    (query) => {
      expect(parseEntry(query)).toBeNull()
    },
  )
})
