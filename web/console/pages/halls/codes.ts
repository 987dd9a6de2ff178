// What can be done with a window's code.
import { getFile, post } from '@/shared/api/client'
import type { HallRow, WindowRow, Windows } from '@/shared/api/schemas'
import { words } from '@/words'
import { save } from '../../save'

export type Change = 'issue' | 'rotate' | 'revoke'
export type Sheet = 'pdf' | 'png' | 'miniProgram'

export const SHEETS: readonly Sheet[] = ['pdf', 'png', 'miniProgram']
export const REASON = { least: 2, most: 200 }

const PATHS = {
  pdf: '/api/window-codes/{window_id}/sheet.pdf',
  png: '/api/window-codes/{window_id}/sheet.png',
  miniProgram: '/api/window-codes/{window_id}/mini-program-code.png',
} as const

/** A window as people call it: its number and, where it has one, its name. */
export function nameOf(window: Pick<WindowRow, 'number' | 'name'>): string {
  return window.name && window.name !== window.number
    ? `${window.number} ${window.name}`
    : window.number
}

/** The answer is the whole hall as it is now. A first code is issued the way a next one is. */
export function changeCode(change: Change, windowId: string, reason: string): Promise<Windows> {
  const path = { window_id: windowId }
  return change === 'revoke'
    ? post('/api/window-codes/{window_id}/revoke', { reason }, path)
    : post('/api/window-codes/{window_id}/rotate', { reason }, path)
}

/** Fetched first and saved then, so that a failure is a sentence and not a torn page. */
export async function download(sheet: Sheet, window: WindowRow, hall: HallRow): Promise<void> {
  const file = await getFile(PATHS[sheet], { window_id: window.id })
  const ending = sheet === 'pdf' ? 'pdf' : 'png'
  const name = words.codes.fileName(hall.name, window.number, words.codes[sheet])
  save(file, `${name}.${ending}`)
}

/** One PDF with a page for every window of the hall that has a code. */
export async function downloadAll(hall: HallRow): Promise<void> {
  const file = await getFile('/api/halls/{hall_id}/code-sheets.pdf', { hall_id: hall.id })
  save(file, `${words.codes.allFileName(hall.name)}.pdf`)
}

/** A code for every window that has none; the hall as it is then. */
export function issueMissing(hallId: string): Promise<Windows> {
  return post('/api/halls/{hall_id}/issue-codes', {}, { hall_id: hallId })
}
