import { describe, expect, it } from 'vitest'
import { filterFrom, isPeriod, placeFrom, queryOf, said } from '@/console/pages/audit/filter'

describe('what of the audit trail is looked at', () => {
  it('goes through the address and back', () => {
    const query = { who: 'handler', outcome: 'not_done', first: '2026-11-01', behind_at: 'x', behind_id: 'y' }
    expect(queryOf(filterFrom(query), placeFrom(query))).toEqual(query)
  })

  it('is nothing where the address says nothing it understands', () => {
    const filter = filterFrom({ first: 'yesterday', login: ['a'.repeat(90), 'b'], nonsense: '1' })
    expect(said(filter)).toEqual({ login: 'a'.repeat(64) })
    expect(placeFrom({ behind_at: 'x' })).toEqual({})
  })

  it('no period ends before it begins', () => {
    expect(isPeriod({ first: '2026-11-02', last: '2026-11-01' })).toBe(false)
    expect(isPeriod({ first: '2026-11-01', last: '' })).toBe(true)
  })
})
