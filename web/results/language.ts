// The language of the public results: as the address says, as chosen before, as the browser is.
import { ref } from 'vue'
import { LANGUAGES, type Language } from '@/words/languages'
import { words, zhCN, type PublicWords } from '@/words/results'

const KEPT = 'results-language'
const ASKED = 'lang'
const BOOKS: Record<Language, () => Promise<PublicWords>> = {
  'zh-CN': async () => zhCN,
  'zh-Hant': async () => (await import('@/words/zh-Hant/public')).traditional,
  en: async () => (await import('@/words/en/public')).english,
}
export const language = ref<Language>('zh-CN')

const known = (code: string | null): Language | undefined =>
  LANGUAGES.find((one) => one.code === code)?.code

/** The nearest of ours to what somebody's browser is set to. */
export function nearest(wishes: readonly string[]): Language {
  const [first = ''] = wishes
  if (/^zh-(hant|tw|hk|mo)/i.test(first)) return 'zh-Hant'
  return /^zh/i.test(first) || !first ? 'zh-CN' : 'en'
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null // forbidden: the address and the browser still say it
  }
}

/** What the first page is read in. */
export async function firstLanguage(): Promise<void> {
  const asked = new URLSearchParams(location.search).get(ASKED)
  await use(known(asked) ?? known(kept()) ?? nearest(navigator.languages))
}

/** Read on in another language; links that are mailed take it along. */
export async function speak(code: Language): Promise<void> {
  try {
    localStorage.setItem(KEPT, code)
  } catch {
    // Forbidden: the address says it.
  }
  const address = new URL(location.href)
  address.searchParams.set(ASKED, code)
  history.replaceState(history.state, '', address)
  await use(code)
}

async function use(code: Language): Promise<void> {
  Object.assign(words, await BOOKS[code]())
  document.documentElement.lang = code
  language.value = code
}
