import { describe, expect, it } from 'vitest'

const sources = import.meta.glob('../{api,components,lib,pages,platform,staff}/**/*.{ts,vue}', {
  query: '?raw',
  import: 'default',
  eager: true,
}) as Record<string, string>
// Languages call themselves by their own names whatever the dictionary.
const OWN_NAMES = '../lib/language.ts'
// The office's dictionary lies in its subpackage.
const OFFICE = '../staff/words/'
const pages = Object.entries(sources).filter(
  ([file]) => !file.endsWith('.test.ts') && file !== OWN_NAMES && !file.startsWith(OFFICE),
)

const COMMENT = /\/\*[^]*?\*\/|\/\/.*|<!--[^]*?-->/g
const CHINESE = /[\u3000-\u9fff\uff00-\uffef]/
const TEXT = />([^<>{}]*\p{L}{2,}[^<>{}]*)</u

describe('what people read stands in the dictionaries', () => {
  it.each(pages)('%s', (_, source) => {
    expect(source.replace(COMMENT, '').match(CHINESE)).toBeNull()
    const [, template = ''] = source.match(/<template>([^]*)<\/template>/) ?? []
    expect(template.match(TEXT)?.[1]).toBeUndefined()
  })
})
