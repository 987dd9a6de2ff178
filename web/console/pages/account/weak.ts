// What the server says of a new password, beside the field.
import { ApiProblem } from '@/shared/api/problem'
import { wordFor, words } from '@/words'

/** Why a new password was not taken; empty if something else was wrong. */
export function weakOf(error: unknown): string {
  if (!(error instanceof ApiProblem) || error.code !== 'weak_password') return ''
  return wordFor(words.account.password.weak, String(error.details.problem))
}
