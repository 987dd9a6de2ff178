/** Everything people read, in Simplified Chinese: the shape of every dictionary. */
import { first } from './first'
import { later } from './later'

export const zhCN = { ...first, ...later }

export type Dictionary = typeof zhCN
