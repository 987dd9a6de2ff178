// What can be done with sheets of paper.
import { getFile, post } from '@/shared/api/client'
import { words } from '@/words'
import { save } from '../../save'

export const MOST = 50
export const NUMBER = /^\d{10}$/

/** What somebody reads on a sheet. */
export interface Sheet {
  number: string
  project_number: string
  service_number: number
  written_on: string
  grade: string
  tags: string[]
}

/** A number of ten digits as it is read: three, four, three. */
export const spaced = (number: string) =>
  `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`

/** The sheets of a printing nobody has typed in. */
export async function download(batch: string, hall: string): Promise<void> {
  const file = await getFile('/api/paper-slips/{batch}/sheets.pdf', { batch })
  save(file, `${words.paper.fileName(hall)}.pdf`)
}

export async function print(window_id: string, count: number, hall: string): Promise<void> {
  const { batch } = await post('/api/paper-slips', { window_id, count }, {})
  await download(batch, hall)
}

/** The state of the sheet after it. */
export async function typeIn(sheet: Sheet): Promise<string> {
  return (await post('/api/paper-entries', sheet, {})).state
}

export async function decide(slip_id: string, turn: 0 | 1 | 2, reason: string): Promise<string> {
  return (await post('/api/paper-slips/{slip_id}/decide', { turn, reason }, { slip_id })).state
}
