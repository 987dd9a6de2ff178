/** Grades, tags and documents, as the rules call them, or a dictionary in its language. */
import { names } from '../dictionary'
import {
  dimensions,
  document_types,
  evidence_limit,
  grades,
  notice_version,
  picture_limit,
  tags,
  text_limit,
} from '../../../contract/words.json'

export interface Grade {
  code: string
  label: string
  number: number
  poor: boolean
}

export interface Tag {
  code: string
  label: string
  grade: string
  first_shown: boolean
  retired: boolean
}

export const GRADES: readonly Grade[] = grades
export const DOCUMENTS = document_types
export const TEXT_LIMIT = text_limit
export const PICTURE_LIMIT = picture_limit
export const EVIDENCE_LIMIT = evidence_limit
export const NOTICE_VERSION = notice_version

const TAGS: readonly Tag[] = tags

export function tagsFor(grade: string): readonly Tag[] {
  return TAGS.filter((tag) => tag.grade === grade && !tag.retired)
}

export function gradeLabel(code: string): string {
  return names.grades[code] ?? labelIn(GRADES, code)
}

export function tagLabel(code: string): string {
  return names.tags[code] ?? labelIn(TAGS, code)
}

/** In the words of its indicator set; only those of the regulation are translated. */
export function dimensionLabel({ code, label }: { code: string; label: string }): string {
  const known = labelIn(dimensions, code) === label
  return (known && names.dimensions[code]) || label
}

export function documentLabel(code: string): string {
  return names.documents[code] ?? labelIn(DOCUMENTS, code)
}

function labelIn(all: readonly { code: string; label: string }[], code: string): string {
  return all.find((one) => one.code === code)?.label ?? code
}
