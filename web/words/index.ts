// The dictionary in use. Pages take every word from here; a second language is a second folder
// with the same shape.
import { zhCN } from './zh-CN'

export type Words = typeof zhCN
export const words: Words = zhCN

export { wordFor } from './word-for'
