import { describe, expect, it } from 'vitest'
import { groupsFor, mayDo } from '@/console/navigation'

const ANY = ['show_staff_me', 'show_staff_inbox']
const names = (...may: string[]) =>
  groupsFor([...ANY, ...may]).flatMap(({ areas }) => areas.map(({ name }) => name))

describe('navigation shows what the server allows and nothing else', () => {
  it.each([
    [
      'a bureau',
      ['list_work_orders', 'list_halls', 'list_own_institutions', 'list_imports', 'show_readiness'],
      ['today', 'inbox', 'orders', 'halls', 'places', 'imports', 'readiness'],
    ],
    ['a handler', ['list_work_orders'], ['today', 'inbox', 'orders']],
    ['a hall manager', ['list_halls'], ['today', 'inbox', 'halls']],
    ['an officer', ['show_duty'], ['today', 'inbox']],
    ['an auditor', ['show_audit', 'list_exports'], ['today', 'inbox', 'exports', 'audit']],
  ])('to %s', (_, may, areas) => {
    expect(names(...may)).toEqual(areas)
  })

  it('shows nothing without a permission', () => {
    expect(groupsFor([])).toEqual([])
    expect(mayDo([], 'list_halls')).toBe(false)
  })
})
