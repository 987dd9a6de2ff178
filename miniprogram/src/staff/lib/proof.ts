/** A wrong password or code shown once more: said here, without losing the session's page. */
import { Problem } from '../../api/client'
import type { Say } from '../../lib/attempt'

const SHOWN_WRONG = ['wrong_own_password', 'wrong_code', 'second_factor_needed', 'factor_required']

/** What `usual` would take for an ended session, because its status is 403 too. */
export function ofProof(usual: Say): Say {
  return (error) => {
    const shown = error instanceof Problem && SHOWN_WRONG.includes(error.code)
    return shown ? error.sentence : usual(error)
  }
}
