import type { Operation } from '@/shared/api/schemas'
import type { words } from '@/words'

/** An area of the console; shown when the server lists the endpoint it `needs`. */
export interface Area {
  name: Exclude<keyof typeof words.frame.areas, 'results'>
  needs: Operation
}

/** Areas of one kind of duty, under its name. */
export interface AreaGroup {
  name: keyof typeof words.frame.groups
  areas: readonly Area[]
}

// In the order of duty.
export const GROUPS: readonly AreaGroup[] = [
  {
    name: 'own',
    areas: [
      { name: 'today', needs: 'show_staff_me' },
      { name: 'inbox', needs: 'show_staff_inbox' },
      { name: 'exports', needs: 'list_exports' },
    ],
  },
  {
    name: 'cases',
    areas: [
      { name: 'orders', needs: 'list_work_orders' },
      { name: 'appeals', needs: 'list_appeals' },
      { name: 'calls', needs: 'list_follow_ups' },
      { name: 'concerns', needs: 'list_concerns' },
    ],
  },
  {
    name: 'figures',
    areas: [
      { name: 'statistics', needs: 'show_statistics' },
      { name: 'bulletins', needs: 'list_bulletins' },
      { name: 'assessments', needs: 'show_assessment' },
      { name: 'accountability', needs: 'list_accountability' },
    ],
  },
  {
    name: 'places',
    areas: [
      { name: 'halls', needs: 'list_halls' },
      { name: 'phones', needs: 'list_team_phones' },
      { name: 'places', needs: 'list_own_institutions' },
      { name: 'accounts', needs: 'list_account_places' },
      { name: 'imports', needs: 'list_imports' },
      { name: 'readiness', needs: 'show_readiness' },
    ],
  },
  {
    name: 'links',
    areas: [
      { name: 'services', needs: 'list_service_imports' },
      { name: 'province', needs: 'list_connections' },
      { name: 'partners', needs: 'list_partners' },
      { name: 'texts', needs: 'show_texts' },
      { name: 'system', needs: 'show_system' },
    ],
  },
  {
    name: 'rules',
    areas: [
      { name: 'rules', needs: 'list_rule_sets' },
      { name: 'indicators', needs: 'list_indicator_sets' },
      { name: 'audit', needs: 'show_audit' },
    ],
  },
]

/** Whether the server lets this account do something. */
export function mayDo(may: readonly string[], needs: Operation): boolean {
  return may.includes(needs)
}

/** The groups an account sees, with the areas of each it may open. */
export function groupsFor(may: readonly string[]): AreaGroup[] {
  return GROUPS.map(({ name, areas }) => ({
    name,
    areas: areas.filter((area) => mayDo(may, area.needs)),
  })).filter(({ areas }) => areas.length)
}
