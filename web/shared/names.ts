// What grades, reasons and places are called in the language in use; those it has no word for keep
// their own name, which is Chinese.
import { words } from '@/words'
import { tags } from '@contract/words.json'
import { gradeOf } from './law'

export const gradeName = (code: string): string => words.names.grades[code] ?? gradeOf(code).label

/** A reason as a bulletin has it, by its label. */
export function reasonName(label: string): string {
  const code = tags.find((one) => one.label === label)?.code ?? ''
  return words.names.tags[code] ?? label
}

export const placeName = (name: string): string => words.names.places[name] ?? name

const HAN = /\p{Script=Han}/u
const isOurs = (name: string) => Object.values(words.names.places).includes(name)

/** The language a name stands in where it is not the one of the page. */
export const langOf = (name: string): string | undefined =>
  HAN.test(name) && !isOurs(name) ? 'zh-CN' : undefined
