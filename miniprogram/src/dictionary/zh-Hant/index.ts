import type { Translation } from '../translation'
import { names } from './names'
import { sentences } from './sentences'

export const zhHant: Translation = { sentences, names }
