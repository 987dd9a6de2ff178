// Where two files must agree, a test compares them.
import { describe, expect, it } from 'vitest'
import openapi from '@contract/openapi.json'
import contract from '@contract/words.json'
import { ACTIONS } from '@/console/pages/orders/actions'
import { GROUPS } from '@/console/navigation'
import { words } from '@/words'

const operations = Object.values(openapi.paths).flatMap((path) =>
  Object.values(path).map((one) => (one as { operationId: string }).operationId),
)

describe('the dictionary names every code of the contract', () => {
  it.each([
    ['statuses', contract.statuses, words.law.statuses],
    ['actions', contract.actions, words.law.steps],
    ['appeal statuses', contract.appeal_statuses, words.appeals.statuses],
    ['steps of appeals', contract.appeal_actions, words.appeals.steps.names],
    ['entry kinds', contract.entry_kinds, words.law.entries],
    ['readiness checks', contract.readiness_checks, words.readiness.checks],
    ['import templates', contract.import_templates, words.imports.templates],
  ])('%s', (_, codes, table) => {
    expect(Object.keys(table).sort()).toEqual([...codes].sort())
  })

  it('problems it rewords exist, apart from those of the browser itself', () => {
    const own = ['offline', 'timeout', 'unknown']
    const codes = Object.keys(words.problems).filter((code) => !own.includes(code))
    expect(Object.keys(contract.problems)).toEqual(expect.arrayContaining(codes))
  })
})

describe('pages rest on what the server has', () => {
  it('every action on an order is one of the law', () => {
    expect(contract.actions).toEqual(expect.arrayContaining(Object.keys(ACTIONS)))
  })

  it('every area needs an endpoint that exists', () => {
    expect(operations).toEqual(expect.arrayContaining(GROUPS.flatMap(({ areas }) => areas.map(({ needs }) => needs))))
  })
})
