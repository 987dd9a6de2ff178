import type { Names } from '../../../contract/names/names'
import type { Dictionary } from './zh-CN'

export interface Translation {
  sentences: Dictionary
  names: Names
}
