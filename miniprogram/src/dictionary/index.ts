/** The dictionary in use. A second language is a second file of the same type. */
import { zhCN, type Dictionary } from './zh-CN'

export const sentences: Dictionary = zhCN
