// The languages of the tablet at a window.
import { speechFrom } from '@/shared/terminal/speech'
import { device as en } from '@/words/en/device'
import { device as zhCN } from '@/words/zh-CN/device'
import { device as zhHant } from '@/words/zh-Hant/device'

export const { gradeLabel, language, say, speak, tagLabel } = speechFrom({
  'zh-CN': zhCN,
  'zh-Hant': zhHant,
  en,
})
