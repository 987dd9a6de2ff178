/** What only the staff reads: apart, so that no citizen's phone fetches it. */
import { computed } from 'vue'
import { language, type Language } from '../../lib/language'
import { en } from './en'
import { en as officerEn } from './officer/en'
import { zhCN as officerZhCN, type Officer } from './officer/zh-CN'
import { zhHant as officerZhHant } from './officer/zh-Hant'
import { zhCN, type Office } from './zh-CN'
import { zhHant } from './zh-Hant'

const BOOKS: Record<Language, Office> = { 'zh-CN': zhCN, 'zh-Hant': zhHant, en }
const OFFICERS: Record<Language, Officer> = {
  'zh-CN': officerZhCN,
  'zh-Hant': officerZhHant,
  en: officerEn,
}

/** Bureau and handler. */
export const office = computed(() => BOOKS[language.value])
/** The officer at a window, and whoever signs in. */
export const officer = computed(() => OFFICERS[language.value])
