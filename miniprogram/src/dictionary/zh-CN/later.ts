/** What the pages after the first read, in Simplified Chinese. */
import { cases } from './cases'
import { entry } from './entry'
import { privacy } from './privacy'
import { rating } from './rating'
import { results } from './results'
import { time } from './time'

export const later = { time, ...entry, ...rating, ...cases, ...results, ...privacy }
