import type { Operation } from '@/shared/api/schemas'
import type { words } from '@/words'

/** An area of the console; shown when the server lists the endpoint it `needs`. */
export interface Area {
  name: Exclude<keyof typeof words.frame.areas, 'results'>
  needs: Operation
}

// In the order of duty. Areas of later work (appeals) join here.
export const AREAS: readonly Area[] = [
  { name: 'today', needs: 'show_staff_me' },
  { name: 'orders', needs: 'list_work_orders' },
  { name: 'calls', needs: 'list_follow_ups' },
  { name: 'concerns', needs: 'list_concerns' },
  { name: 'statistics', needs: 'show_statistics' },
  { name: 'bulletins', needs: 'list_bulletins' },
  { name: 'assessments', needs: 'show_assessment' },
  { name: 'halls', needs: 'list_halls' },
  { name: 'places', needs: 'list_own_institutions' },
  { name: 'imports', needs: 'list_imports' },
  { name: 'rules', needs: 'list_rule_sets' },
  { name: 'indicators', needs: 'list_indicator_sets' },
  { name: 'readiness', needs: 'show_readiness' },
  { name: 'inbox', needs: 'show_staff_inbox' },
  { name: 'audit', needs: 'show_audit' },
]

/** Whether the server lets this account do something. */
export function mayDo(may: readonly string[], needs: Operation): boolean {
  return may.includes(needs)
}

/** The areas an account sees. */
export function areasFor(may: readonly string[]): Area[] {
  return AREAS.filter((area) => mayDo(may, area.needs))
}
