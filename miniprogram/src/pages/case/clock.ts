/** A clock in words: 还剩 3 个工作日. */
import type { Due } from '../../api/types'
import { sentences } from '../../dictionary/later'

export function leftInWords(due: Due): string {
  const words = sentences.case
  const tail = due.provisional ? words.provisional : ''
  if (due.working_days_left > 0) return words.left + due.working_days_left + words.leftEnd + tail
  if (due.working_days_left === 0) return words.today + tail
  return words.overdue + -due.working_days_left + words.overdueEnd
}
