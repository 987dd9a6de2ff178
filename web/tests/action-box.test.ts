// @vitest-environment jsdom
// Somebody else was quicker: the form says so and keeps what was typed.
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import ActionBox from '@/console/pages/orders/ActionBox.vue'
import { readDraft } from '@/console/drafts'
import type { OrderView } from '@/shared/api/schemas'
import { words } from '@/words'

const say = words.orders.act
const TYPED = '已联系群众并说明情况'

function order(actions: string[], version = 3): OrderView {
  const row = {
    id: '1b4e28ba-2fa1-41d2-883f-0016d3cca427',
    number: 'GD1',
    status: 'accepted',
    grade: 'dissatisfied',
    item_name: '',
    institution_name: '',
    bureau_name: '',
    hall_name: null,
    opened_at: '2026-03-05T06:30:00Z',
    due: { what: 'contact', at: '2026-03-06T16:00:00Z', working_days_left: 1, provisional: false },
    overdue: false,
    round: 1,
    returned: 0,
  }
  return { row, actions, version, steps: [], entries: [] } as unknown as OrderView
}

function answer(status: number, body: object): void {
  vi.stubGlobal('fetch', async () => Response.json(body, { status }))
}

async function write(box: ReturnType<typeof mount>): Promise<void> {
  await box.find('textarea').setValue(TYPED)
  await box.find('form').trigger('submit')
  await flushPromises()
}

beforeEach(() => sessionStorage.clear())
afterEach(() => vi.unstubAllGlobals())

describe('an action on an order', () => {
  it('sends the version that was seen and forgets the draft once it is stored', async () => {
    const sent = vi.fn(async (..._: Parameters<typeof fetch>) => Response.json(order([], 4)))
    vi.stubGlobal('fetch', sent)
    const box = mount(ActionBox, { props: { order: order(['respond']) } })
    await write(box)
    expect(JSON.parse(String(sent.mock.calls[0]?.[1]?.body))).toEqual({
      text: TYPED,
      version: 3,
      handling: 'at_once',
      plan: '',
      until: null,
      pictures: [],
    })
    expect(box.emitted('done')).toHaveLength(1)
    expect(readDraft(order([]).row.id, 'respond').text).toBe('')
  })

  it('keeps the text when it is stale and still possible', async () => {
    answer(409, { code: 'stale', message: '', details: {} })
    const box = mount(ActionBox, { props: { order: order(['respond']) } })
    await write(box)
    await box.setProps({ order: order(['respond'], 4) })
    expect(box.text()).toContain(say.stale)
    expect(box.find('textarea').element.value).toBe(TYPED)
  })

  it('shows the text to be copied when the step is gone', async () => {
    answer(409, { code: 'stale', message: '', details: {} })
    const box = mount(ActionBox, { props: { order: order(['respond']) } })
    await write(box)
    await box.setProps({ order: order(['rectify'], 4) })
    expect(box.text()).toContain(words.common.kept)
    expect(box.text()).toContain(TYPED)
  })

  it('keeps the text when the network is gone, also for the next time the page opens', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError()))
    await write(mount(ActionBox, { props: { order: order(['respond']) } }))
    const again = mount(ActionBox, { props: { order: order(['respond']) } })
    expect(again.find('textarea').element.value).toBe(TYPED)
  })
})
