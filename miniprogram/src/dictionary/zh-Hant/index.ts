import { names } from '../../../../contract/names/zh-Hant'
import type { Translation } from '../translation'
import { sentences } from './sentences'

export const zhHant: Translation = { sentences, names }
