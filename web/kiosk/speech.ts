// The languages of the terminal. Names of the law's own words are those the phone says them with.
import { reactive, ref } from 'vue'
import { names as english } from '@contract/names/en'
import type { Names } from '@contract/names/names'
import { names as traditional } from '@contract/names/zh-Hant'
import { gradeOf, tagLabel as simplifiedTag } from '@/shared/law'
import { kiosk as en } from '@/words/en/kiosk'
import type { Language } from '@/words/languages'
import { kiosk as zhCN, type KioskWords } from '@/words/zh-CN/kiosk'
import { kiosk as zhHant } from '@/words/zh-Hant/kiosk'

const BOOKS: Record<Language, { words: KioskWords; names: Names | null }> = {
  'zh-CN': { words: zhCN, names: null }, // the rules themselves are in Simplified Chinese
  'zh-Hant': { words: zhHant, names: traditional },
  en: { words: en, names: english },
}

export const language = ref<Language>('zh-CN')

/** The sentences in use; pages hold on to them whatever the language. */
export const say: KioskWords = reactive({ ...zhCN })

/** Say everything in this language from now on. */
export function speak(code: Language): void {
  language.value = code
  Object.assign(say, BOOKS[code].words)
  document.documentElement.lang = code
}

const named = (kind: keyof Names, code: string) => BOOKS[language.value].names?.[kind][code]

export const gradeLabel = (code: string) => named('grades', code) ?? gradeOf(code).label
export const tagLabel = (code: string) => named('tags', code) ?? simplifiedTag(code)
export const dimensionLabel = (one: { code: string; label: string }) =>
  named('dimensions', one.code) ?? one.label
