// @vitest-environment jsdom
// What a person is asked before a decision is recorded, and how the list is narrowed.
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import type { CaseOfAccountability } from '@/shared/api/schemas'
import DecisionForm from '@/console/pages/accountability/DecisionForm.vue'
import { filtered, filterFrom, queryOf } from '@/console/pages/accountability/filter'
import { words } from '@/words'

const say = words.accountability.drawer
afterEach(() => vi.unstubAllGlobals())

it('asks for a decision, the harm of a referral and a reason, and then records them', async () => {
  const sent: unknown[] = []
  vi.stubGlobal('fetch', async (_: string, request: RequestInit) => {
    sent.push(JSON.parse(String(request.body)))
    return new Response('{}', { status: 200 })
  })
  const form = mount(DecisionForm, { props: { id: 'x' } })
  const submit = async () => {
    await form.find('form').trigger('submit')
    await flushPromises()
  }
  await submit()
  expect(form.find('[role=alert]').text()).toBe(say.choose)
  await form.find('input[value=referred]').setValue()
  await submit()
  expect(form.find('[role=alert]').text()).toBe(say.impactMissing)
  await form.find('#case-impact').setValue('群众多次上门')
  await submit()
  expect(form.find('[role=alert]').text()).toBe(words.common.tooShort(4))
  await form.find('#case-reason').setValue('连续三期靠后')
  await submit()
  expect(sent).toEqual([{ decision: 'referred', impact: '群众多次上门', reason: '连续三期靠后' }])
  expect(form.emitted('done')).toHaveLength(1)
})

it('narrows by state and kind, and says no more in the address than it has to', () => {
  const row = (kind: string, decision: string | null) => ({ kind, decision }) as CaseOfAccountability
  const rows = [row('officers', null), row('officers', 'talk'), row('counties', null)]
  const filter = filterFrom({ state: 'waiting', kind: 'officers', page: 'x' })
  expect(filtered(rows, filter)).toEqual([rows[0]])
  expect(queryOf(filter)).toEqual({ state: 'waiting', kind: 'officers' })
  expect(queryOf(filterFrom({ state: 'nonsense' }))).toEqual({})
})
