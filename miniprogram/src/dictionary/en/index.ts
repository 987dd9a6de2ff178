import { names } from '../../../../contract/names/en'
import type { Translation } from '../translation'
import { cases } from './cases'
import { entry } from './entry'
import { first } from './first'
import { privacy } from './privacy'
import { rating } from './rating'
import { results } from './results'
import { time } from './time'

const sentences = { ...first, time, ...entry, ...rating, ...cases, ...results, ...privacy }

export const en: Translation = { sentences, names }
