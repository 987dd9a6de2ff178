// Rules of this room: words come from the dictionary, colours from the tokens.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const room = join(__dirname, '..')
const files = ['console', 'device', 'kiosk', 'results', 'shared']
  .flatMap((folder) => readdirSync(join(room, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.(vue|ts|css)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))

const nameOf = (file: string) => file.slice(room.length + 1)
const read = (file: string) => readFileSync(file, 'utf8')

describe('words come from the dictionary', () => {
  it.each(files.map((file) => [nameOf(file), file]))('%s', (_, file) => {
    expect(read(file).match(/\p{Script=Han}+/gu)).toBeNull()
  })
})

describe('colours come from the tokens', () => {
  const painted = files.filter((file) => nameOf(file) !== 'shared/tokens.css')
  it.each(painted.map((file) => [nameOf(file), file]))('%s', (_, file) => {
    expect(read(file).match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(/gi)).toBeNull()
  })
})
