// The languages of the kiosk.
import { speechFrom } from '@/shared/terminal/speech'
import { kiosk as en } from '@/words/en/kiosk'
import { kiosk as zhCN } from '@/words/zh-CN/kiosk'
import { kiosk as zhHant } from '@/words/zh-Hant/kiosk'

export const { dimensionLabel, gradeLabel, language, say, speak, tagLabel } = speechFrom({
  'zh-CN': zhCN,
  'zh-Hant': zhHant,
  en,
})
