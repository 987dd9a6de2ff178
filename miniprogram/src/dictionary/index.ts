/** What people read, in the language they chose (`lib/language.ts`). */
import { reactive } from 'vue'
import type { Names } from '../../../contract/names/names'
import type { Translation } from './translation'
import type { Dictionary } from './zh-CN'
import { first } from './zh-CN/first'

/** The names of the rules themselves (lib/words.ts) are in Simplified Chinese. */
const NONE: Names = { grades: {}, tags: {}, dimensions: {}, documents: {}, problems: {} }

type Part = { [name: string]: unknown }

const simplified: Part = { ...first }
let spoken: Translation | null = null

/** Pages hold on to parts of it, which stay the same objects whatever the language. */
export const sentences = reactive({}) as Dictionary
export const names = reactive<Names>({ ...NONE })

fill(sentences, simplified)

/** More of Simplified Chinese (`later.ts`). */
export function learn(more: Part): void {
  Object.assign(simplified, more)
  fill(sentences, more)
  if (spoken) fill(sentences, spoken.sentences)
}

/** Say everything in another language; null is Simplified Chinese. */
export function use(translation: Translation | null): void {
  spoken = translation
  fill(sentences, translation?.sentences ?? simplified)
  Object.assign(names, translation?.names ?? NONE)
}

function fill(target: Part, source: Part): void {
  for (const [name, value] of Object.entries(source)) {
    const isPart = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (isPart) fill((target[name] ??= {}) as Part, value as Part)
    else target[name] = value
  }
}
