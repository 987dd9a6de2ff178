/** The other dictionaries: fetched when they are wanted in a browser, part of WeChat's package. */
import type { Translation } from '../dictionary/translation'
// #ifdef MP-WEIXIN
import { en } from '../dictionary/en'
import { zhHant } from '../dictionary/zh-Hant'
// #endif

/** English. */
export function english(): Promise<Translation> {
  // #ifdef MP-WEIXIN
  return Promise.resolve(en)
  // #endif
  // #ifndef MP-WEIXIN
  return import('../dictionary/en').then((book) => book.en)
  // #endif
}

/** Traditional Chinese. */
export function traditional(): Promise<Translation> {
  // #ifdef MP-WEIXIN
  return Promise.resolve(zhHant)
  // #endif
  // #ifndef MP-WEIXIN
  return import('../dictionary/zh-Hant').then((book) => book.zhHant)
  // #endif
}
