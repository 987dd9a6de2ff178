// Which groupings and conditions go together: each grouping is answered by one table of counts, and
// a table can only be narrowed by its own columns.
import type { operations } from '@contract/api'

type Query = NonNullable<operations['show_statistics']['parameters']['query']>
export type Group = NonNullable<Query['group']>
export type Condition = 'bureau_id' | 'institution_id' | 'hall_id' | 'window_id' | 'item_id' | 'channel'

interface Table {
  groups: readonly Group[]
  conditions: readonly Condition[]
}

const OFFICES: Table = {
  groups: ['region', 'institution', 'level', 'kind', 'channel', 'day', 'month'],
  conditions: ['bureau_id', 'institution_id', 'channel'],
}
const WINDOWS: Table = {
  groups: ['hall', 'window'],
  conditions: ['bureau_id', 'hall_id', 'window_id'],
}
const ITEMS: Table = { groups: ['item'], conditions: ['bureau_id', 'institution_id', 'item_id'] }

export const GROUPS: readonly Group[] = [...OFFICES.groups, ...WINDOWS.groups, ...ITEMS.groups]

/** What a row of a grouping narrows by; levels and kinds narrow by nothing. */
const NARROWS: Partial<Record<Group, Condition>> = {
  region: 'bureau_id',
  institution: 'institution_id',
  channel: 'channel',
  hall: 'hall_id',
  window: 'window_id',
  item: 'item_id',
}
const DEEPER: Partial<Record<Group, Group>> = {
  region: 'institution',
  institution: 'item',
  channel: 'institution',
  hall: 'window',
  month: 'day',
  day: 'institution',
}

export const isGroup = (name: string): name is Group => (GROUPS as readonly string[]).includes(name)
export const isTime = (group: Group): boolean => group === 'day' || group === 'month'
export const narrows = (group: Group): Condition | undefined => NARROWS[group]

/** The grouping a row opens. */
export const deeper = (group: Group): Group | undefined => DEEPER[group]

function tableOf(group: Group): Table {
  return [OFFICES, WINDOWS].find((one) => one.groups.includes(group)) ?? ITEMS
}

/** Whether a grouping can be asked for under these conditions. */
export function fits(group: Group, conditions: readonly Condition[]): boolean {
  const known = tableOf(group).conditions
  return conditions.every((one) => known.includes(one))
}

// What tells something comes first; one row alone is the total once more.
const BY_ROLE: Readonly<Record<string, readonly Group[]>> = {
  county_bureau: GROUPS.filter((group) => group !== 'region'),
  handler: ['item', 'channel', 'day', 'month', 'institution'],
  hall_manager: ['window', 'hall'],
}

/** What a role may group by: a hall has windows and no institutions, an institution no windows. */
export function groupsFor(role: string): readonly Group[] {
  return BY_ROLE[role] ?? GROUPS
}

/** A service has no channel, only its rating has: by channel their number is unknown and not zero. */
export function hasServices(group: Group, conditions: readonly Condition[]): boolean {
  return group !== 'channel' && !conditions.includes('channel')
}
