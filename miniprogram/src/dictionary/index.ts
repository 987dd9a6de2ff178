/** What people read, in the language they chose (`lib/language.ts`). */
import { reactive } from 'vue'
import type { Names, Translation } from './translation'
import { zhCN, type Dictionary } from './zh-CN'

/** The names of the rules themselves (lib/words.ts) are in Simplified Chinese. */
const NONE: Names = { grades: {}, tags: {}, dimensions: {}, documents: {}, problems: {} }

const inUse = reactive<Translation>({
  sentences: JSON.parse(JSON.stringify(zhCN)) as Dictionary,
  names: { ...NONE },
})

/** Pages hold on to parts of it, which stay the same objects whatever the language. */
export const sentences = inUse.sentences
export const names = inUse.names

/** Say everything in another language; null is Simplified Chinese. */
export function use(translation: Translation | null): void {
  fill(sentences, translation?.sentences ?? zhCN)
  Object.assign(names, translation?.names ?? NONE)
}

type Part = { [name: string]: unknown }

function fill(target: Part, source: Part): void {
  for (const [name, value] of Object.entries(source)) {
    const isPart = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (isPart) fill(target[name] as Part, value as Part)
    else target[name] = value
  }
}
