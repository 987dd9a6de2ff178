// The languages of the terminals, by their own names whatever the dictionary in use.
export type Language = 'zh-CN' | 'zh-Hant' | 'en'

export const LANGUAGES: readonly { code: Language; name: string }[] = [
  { code: 'zh-CN', name: '简体' },
  { code: 'zh-Hant', name: '繁體' },
  { code: 'en', name: 'English' },
]
