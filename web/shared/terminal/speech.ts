// The languages of a terminal. Names of the law's own words are those the phone says them with.
import { reactive, ref } from 'vue'
import { names as english } from '@contract/names/en'
import type { Names } from '@contract/names/names'
import { names as traditional } from '@contract/names/zh-Hant'
import { gradeOf, tagLabel as simplifiedTag } from '@/shared/law'
import type { Language } from '@/words/languages'

/** What everybody is met in; the rules themselves are in it, too. */
export const AT_FIRST: Language = 'zh-CN'
const NAMES: Record<Language, Names | null> = {
  'zh-CN': null,
  'zh-Hant': traditional,
  en: english,
}

/** A terminal's speech from its dictionaries; pages hold on to `say` whatever the language. */
export function speechFrom<Words extends object>(books: Record<Language, Words>) {
  const language = ref<Language>(AT_FIRST)
  const say = reactive({ ...books[AT_FIRST] }) as Words
  const named = (kind: keyof Names, code: string) => NAMES[language.value]?.[kind][code]

  /** Say everything in this language from now on. */
  function speak(code: Language): void {
    language.value = code
    Object.assign(say, books[code])
    document.documentElement.lang = code
  }

  return {
    language,
    say,
    speak,
    gradeLabel: (code: string) => named('grades', code) ?? gradeOf(code).label,
    tagLabel: (code: string) => named('tags', code) ?? simplifiedTag(code),
    dimensionLabel: (one: { code: string; label: string }) =>
      named('dimensions', one.code) ?? one.label,
  }
}
