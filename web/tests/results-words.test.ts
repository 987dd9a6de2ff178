// The results pages are built with some of the words alone: all they use must be among these.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { words as all } from '@/words'
import { words } from '@/words/results'

const files = ['results', 'shared'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|vue)$/.test(name))
    .map((name) => readFileSync(join(room, name), 'utf8')),
)

it('the words of the results hold whatever their pages take', () => {
  const taken = files.flatMap((text) =>
    text.includes("from '@/words'")
      ? [...text.matchAll(/(?<![/\w])words\.(\w+)/g)].map(([, name]) => name)
      : [],
  )
  expect(taken).toContain('results')
  expect(Object.keys(words)).toEqual(expect.arrayContaining([...new Set(taken)]))
  const known: Record<string, unknown> = all
  for (const [name, part] of Object.entries(words)) expect(known[name], name).toBe(part)
})
