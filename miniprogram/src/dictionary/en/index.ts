import { names } from '../../../../contract/names/en'
import type { Translation } from '../translation'
import { sentences } from './sentences'

export const en: Translation = { sentences, names }
