/** The language of the pages: chosen by hand and remembered, or the phone's own at first. */
import { ref } from 'vue'
import { use } from '../dictionary'
import type { Translation } from '../dictionary/translation'
import { english, traditional } from '../platform/books'
import { systemLanguage, tellLanguage } from '../platform/host'
import { kept } from './store'

export type Language = 'zh-CN' | 'zh-Hant' | 'en'

/** By their own names. */
export const LANGUAGES: readonly { code: Language; name: string }[] = [
  { code: 'zh-CN', name: '简体' },
  { code: 'zh-Hant', name: '繁體' },
  { code: 'en', name: 'English' },
]

const BOOKS: Record<Language, () => Promise<Translation | null>> = {
  'zh-CN': () => Promise.resolve(null),
  'zh-Hant': traditional,
  en: english,
}

const choice = kept('language')
let wanted: Language = 'zh-CN'

export const language = ref<Language>('zh-CN')

export function startLanguage(): void {
  const chosen = choice.read()
  const known = LANGUAGES.find((one) => one.code === chosen)?.code
  void speak(known ?? nearest(systemLanguage()))
}

/** Whoever does not read Chinese is likelier to read English. */
export function nearest(tag: string): Language {
  if (/^zh[-_](tw|hk|mo|hant)/i.test(tag)) return 'zh-Hant'
  return /^zh/i.test(tag) ? 'zh-CN' : 'en'
}

export function chooseLanguage(code: Language): void {
  choice.write(code)
  void speak(code)
}

async function speak(code: Language): Promise<void> {
  wanted = code
  // Without a connection there may be no dictionary; the language in use stays.
  const book = await BOOKS[code]().catch(() => undefined)
  if (book === undefined || wanted !== code) return
  use(book)
  language.value = code
  tellLanguage(code)
}
