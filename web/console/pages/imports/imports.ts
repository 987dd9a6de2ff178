// What the import pages ask of the server.
import { getFile, upload } from '@/shared/api/client'
import { ApiProblem } from '@/shared/api/problem'
import type { ImportPreview } from '@/shared/api/schemas'
import { words } from '@/words'
import { save } from '../../save'

export type Template = keyof typeof words.imports.templates

export const TEMPLATES = Object.keys(words.imports.templates) as Template[]
export const MOST_BYTES = 1_000_000

export async function download(template: Template): Promise<void> {
  const path = '/api/staff/import-templates/{template}'
  const file = await getFile(path, { template })
  save(file, words.imports.fileName(words.imports.templates[template]))
}

export function preview(template: Template, file: File): Promise<ImportPreview> {
  return upload('/api/staff/import-templates/{template}/preview', file, { template })
}

interface Reason {
  kind: string
  label: string
  sentence: string
}

/** Why an import cannot be undone, one line for each row. */
export function reasonsOf(error: unknown): string[] {
  if (!(error instanceof ApiProblem)) return []
  const reasons = (error.details.reasons ?? []) as Reason[]
  return reasons.map(({ kind, label, sentence }) => words.imports.reason(kind, label, sentence))
}
