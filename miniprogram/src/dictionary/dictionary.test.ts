import { afterEach, describe, expect, it, vi } from 'vitest'
import words from '../../../contract/words.json'
import { en } from './en'
import { names, use } from '.'
import { sentences } from './later'
import { en as officeEn } from '../staff/words/en'
import { zhCN as officeZhCN } from '../staff/words/zh-CN'
import { zhHant as officeZhHant } from '../staff/words/zh-Hant'
import { en as officerEn } from '../staff/words/officer/en'
import { zhCN as officerZhCN } from '../staff/words/officer/zh-CN'
import { zhHant as officerZhHant } from '../staff/words/officer/zh-Hant'
import { zhCN } from './zh-CN'
import { zhHant } from './zh-Hant'

const BOOKS = { en, zhHant }
const LAW = {
  grades: words.grades,
  tags: words.tags.filter((tag) => !tag.retired),
  dimensions: words.dimensions,
  documents: words.document_types,
}

/** Every path to a sentence: app.back, help.sections.0.1 … */
function keysOf(part: object, before = ''): string[] {
  return Object.entries(part).flatMap(([name, value]) =>
    typeof value === 'object' ? keysOf(value, `${before}${name}.`) : [before + name],
  )
}

describe.each(Object.entries(BOOKS))('%s', (_, book) => {
  it('says what the others say', () => {
    expect(keysOf(book.sentences).sort()).toEqual(keysOf(zhCN).sort())
  })
  it.each(Object.entries(LAW))('names all %s of the rules and no others', (kind, all) => {
    const named = book.names[kind as keyof typeof LAW]
    expect(Object.keys(named).sort()).toEqual(all.map((one) => one.code).sort())
  })
  it('knows only problems the server has', () => {
    const server = Object.keys(words.problems)
    expect(server).toEqual(expect.arrayContaining(Object.keys(book.names.problems)))
  })
})

it('the dictionaries know the same problems', () => {
  expect(Object.keys(en.names.problems)).toEqual(Object.keys(zhHant.names.problems))
})

it.each([officeEn, officeZhHant])('the office reads the same in every language', (book) => {
  expect(keysOf(book)).toEqual(keysOf(officeZhCN))
})

it.each([officerEn, officerZhHant])('officers read the same in every language', (book) => {
  expect(keysOf(book)).toEqual(keysOf(officerZhCN))
})

it('English holds no Chinese', () => {
  expect(JSON.stringify([en, officeEn, officerEn])).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/)
})

describe('changing the language', () => {
  afterEach(() => use(null))

  it('reaches those who hold a part, and comes back', () => {
    const held = sentences.rate
    use(en)
    expect(held.submit).toBe(en.sentences.rate.submit)
    expect(names.grades.satisfied).toBe('Satisfied')
    use(null)
    expect(held.submit).toBe(zhCN.rate.submit)
    expect(names.grades).toEqual({})
    expect(en.sentences.rate.submit).toBe('Submit rating')
  })

  it('holds for pages that come later', async () => {
    vi.resetModules()
    const fresh = await import('.')
    fresh.use(en)
    expect((await import('./later')).sentences.rate.submit).toBe(en.sentences.rate.submit)
    fresh.use(null)
    expect(fresh.sentences.rate.submit).toBe(zhCN.rate.submit)
  })
})
