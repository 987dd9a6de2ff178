/** Grades, tags and documents, as the rules call them. */
import {
  dimensions,
  document_types,
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
export const DIMENSIONS = dimensions
export const DOCUMENTS = document_types
export const TEXT_LIMIT = text_limit
export const PICTURE_LIMIT = picture_limit
export const NOTICE_VERSION = notice_version

const TAGS: readonly Tag[] = tags

export function tagsFor(grade: string): readonly Tag[] {
  return TAGS.filter((tag) => tag.grade === grade && !tag.retired)
}

export function gradeLabel(code: string): string {
  return GRADES.find((grade) => grade.code === code)?.label ?? code
}

export function tagLabel(code: string): string {
  return TAGS.find((tag) => tag.code === code)?.label ?? code
}
