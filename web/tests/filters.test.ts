import { describe, expect, it } from 'vitest'
import { changed, filtersFrom, queryFor } from '@/console/pages/orders/filters'

const USUAL = {
  waiting: false,
  status: '',
  channel: '',
  basis: '',
  overdue: false,
  supervised: false,
  extension: false,
  repeated: false,
  search: '',
  page: 1,
}

describe('filters in the address', () => {
  it('are as usual where the address says nothing', () => {
    expect(filtersFrom({})).toEqual(USUAL)
    expect(queryFor(USUAL)).toEqual({})
  })

  it('come back as they were put in', () => {
    const filters = {
      waiting: true,
      status: 'opened',
      channel: 'hotline',
      basis: 'phone_number',
      overdue: true,
      supervised: true,
      extension: true,
      repeated: true,
      search: '不动产',
      page: 3,
    }
    expect(filtersFrom(queryFor(filters) as Record<string, string>)).toEqual(filters)
  })

  it.each(['0', '-1', '1.5', 'x', '10001', null])('take page %s for the first', (page) => {
    expect(filtersFrom({ page }).page).toBe(1)
  })

  it('take the first of several values and cut what is too long', () => {
    expect(filtersFrom({ status: ['opened', 'accepted'] }).status).toBe('opened')
    expect(filtersFrom({ search: '长'.repeat(60) }).search).toHaveLength(40)
  })

  it('start again at the first page when they change', () => {
    const now = { ...USUAL, status: 'opened', page: 4 }
    expect(changed(now, { overdue: true })).toEqual({ status: 'opened', overdue: '1' })
    expect(changed(now, { page: 5 })).toEqual({ status: 'opened', page: '5' })
  })
})
