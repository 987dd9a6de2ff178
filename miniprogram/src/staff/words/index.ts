/** What only the office reads: apart, so that no citizen's phone fetches it. */
import { computed } from 'vue'
import { language, type Language } from '../../lib/language'
import { en } from './en'
import { zhCN, type Office } from './zh-CN'
import { zhHant } from './zh-Hant'

const BOOKS: Record<Language, Office> = { 'zh-CN': zhCN, 'zh-Hant': zhHant, en }

export const office = computed(() => BOOKS[language.value])
