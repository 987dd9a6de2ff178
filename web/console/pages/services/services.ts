// What the pages of imported services ask of the server.
import type { LocationQueryRaw } from 'vue-router'
import { getFile, upload } from '@/shared/api/client'
import type { ServiceImportLine } from '@/shared/api/schemas'
import { words } from '@/words'
import { save } from '../../save'

export const MOST_BYTES = 5_000_000
export const ROWS = 50
const say = words.services
const number = new Intl.NumberFormat('zh-CN')

export type Form = 'xlsx' | 'csv'
export type Kind = 'good' | 'known' | 'bad' | 'taken'

/** How many, with the thousands apart. */
export function many(count: number): string {
  return number.format(count)
}

/** The kinds of rows a file has something of to show, worst first. */
export function kindsOf(file: ServiceImportLine): Kind[] {
  const second = ['applied', 'applying', 'undone'].includes(file.state) ? 'taken' : 'good'
  return ['bad', second, 'known']
}

export async function template(form: Form): Promise<void> {
  const path = '/api/service-imports/template'
  save(await getFile(path, {}, { form }), say.templateName(form))
}

export async function badRows(id: string, form: Form): Promise<void> {
  const path = '/api/service-imports/{import_id}/bad-rows'
  save(await getFile(path, { import_id: id }, { form }), say.badName(form))
}

export function send(file: File): Promise<ServiceImportLine> {
  return upload('/api/service-imports', file, {})
}

/** The address of a page of rows of one kind. */
export function query(kind: Kind, page: number): LocationQueryRaw {
  return { ...(kind !== 'bad' && { rows: kind }), ...(page > 1 && { page: String(page) }) }
}
