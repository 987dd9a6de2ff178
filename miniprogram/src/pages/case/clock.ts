/** A clock in words: 还剩 3 个工作日. */
import type { Due } from '../../api/types'
import { sentences } from '../../dictionary/later'

export function leftInWords(due: Due): string {
  const words = sentences.case
  const tail = due.provisional ? words.provisional : ''
  const left = due.working_days_left
  if (left > 0) return (left === 1 ? words.leftOne : words.left + left + words.leftEnd) + tail
  if (left === 0) return words.today + tail
  return left === -1 ? words.overdueOne : words.overdue + -left + words.overdueEnd
}
