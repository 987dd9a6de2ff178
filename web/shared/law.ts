// Words the rules own (grades, tags), looked up by code.
import { grades, tags } from '@contract/words.json'

export interface Grade {
  code: string
  label: string
  number: number
  poor: boolean
}

export const GRADES: readonly Grade[] = grades

/** The grade of a code; a code nobody knows is shown as it stands. */
export function gradeOf(code: string): Grade {
  return GRADES.find((one) => one.code === code) ?? { code, label: code, number: 3, poor: false }
}

/** The reasons one can choose for a grade now. */
export const tagsOf = (grade: string) => tags.filter((one) => one.grade === grade && !one.retired)

function labelIn(table: readonly { code: string; label: string }[], code: string): string {
  return table.find((one) => one.code === code)?.label ?? code
}

/** The grade a tag belongs to. */
export const gradeOfTag = (code: string): Grade =>
  gradeOf(tags.find((one) => one.code === code)?.grade ?? '')

export const tagLabel = (code: string) => labelIn(tags, code)
