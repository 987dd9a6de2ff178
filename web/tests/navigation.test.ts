import { describe, expect, it } from 'vitest'
import { areasFor, mayDo } from '@/console/navigation'

const ANY = ['show_staff_me', 'show_staff_inbox']
const names = (...may: string[]) => areasFor([...ANY, ...may]).map((area) => area.name)

describe('navigation shows what the server allows and nothing else', () => {
  it.each([
    [
      'a bureau',
      ['list_work_orders', 'list_halls', 'list_own_institutions', 'list_imports', 'show_readiness'],
      ['today', 'orders', 'halls', 'places', 'imports', 'readiness', 'inbox'],
    ],
    ['a handler', ['list_work_orders'], ['today', 'orders', 'inbox']],
    ['a hall manager', ['list_halls'], ['today', 'halls', 'inbox']],
    ['an officer', ['show_duty'], ['today', 'inbox']],
    ['an auditor', ['show_audit'], ['today', 'inbox', 'audit']],
  ])('to %s', (_, may, areas) => {
    expect(names(...may)).toEqual(areas)
  })

  it('shows nothing without a permission', () => {
    expect(areasFor([])).toEqual([])
    expect(mayDo([], 'list_halls')).toBe(false)
  })
})
