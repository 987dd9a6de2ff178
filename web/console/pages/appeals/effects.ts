// What a step that cannot be undone will do, said before it is taken (12-5, 12-8, 12-9).
import type { AppealView } from '@/shared/api/schemas'
import { monthWords } from '@/shared/time'
import { words } from '@/words'
import type { Draft } from '../../drafts'
import type { ActionName } from './actions'

const say = words.appeals.act

export function effectsOf(
  action: ActionName,
  outcome: Draft['outcome'],
  appeal: AppealView,
): readonly string[] {
  if (action === 'decide')
    return outcome === 'uphold' ? say.decide.kept : [...say.decide.excluded, bulletins(appeal)]
  if (action === 'assign' || action === 'contact') return []
  return say[action].effects(appeal.row.bureau_name)
}

function bulletins({ touched }: AppealView): string {
  const months = touched.map((one) =>
    words.appeals.touched.line(monthWords(one.period), one.issuer),
  )
  return months.length ? say.decide.correct(months.join('；')) : say.decide.untouched
}
