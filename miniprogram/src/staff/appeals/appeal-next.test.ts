import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { AppealView } from '../../api/types'
import HcButton from '../../components/hc-button.vue'
import { zhCN } from '../words/officer/zh-CN'
import AppealNext from './appeal-next.vue'

const words = zhCN.appeal
const LATE: AppealView = {
  row: {
    id: 'a1',
    status: 'lodged',
    officer_name: '',
    unit_name: '市公安局',
    bureau_name: '市政数局',
    institution_name: '',
    item_name: '',
    grade: 'dissatisfied',
    lodged_at: '2026-11-20T01:00:00Z',
    due: { what: 'endorse', at: '2026-11-24T16:00:00Z', working_days_left: -1, provisional: false },
    overdue: true,
    decided_at: null,
    reviewer_name: null,
    reason: '',
  },
  reason: '',
  evidence: '',
  rated_on: '2026-11-20',
  tags: [],
  text: '',
  steps: [],
  files: [],
  touched: [],
  actions: ['file_directly', 'withdraw'],
  barred: null,
  may_attach: true,
  version: 3,
}
const request = vi.fn()

beforeEach(() => {
  request.mockReset()
  vi.stubGlobal('uni', { request, getStorageSync: () => 't' })
})
afterEach(() => vi.unstubAllGlobals())

function answering(statusCode: number, data: object) {
  request.mockImplementation(({ success }: { success: (answer: object) => void }) =>
    success({ statusCode, data }),
  )
}

it('goes past a unit that has let its time go by, on the version that was seen', async () => {
  answering(200, { ...LATE, version: 4 })
  const box = mount(AppealNext, { props: { appeal: LATE } })
  expect(box.text()).toContain(words.directNow)
  expect(box.text()).toContain('已超期 1 个工作日')
  await box.getComponent(HcButton).trigger('click')
  await vi.waitFor(() => expect(box.emitted('done')).toHaveLength(1))
  const [asked] = request.mock.calls[0] as [{ url: string; data: object }]
  expect(asked.url).toMatch(/\/api\/appeals\/a1\/file-directly$/)
  expect(asked.data).toEqual({ version: 3 })
})

it.each(['stale', 'unit_has_time', 'not_allowed_now'])(
  'says what %s means and looks again',
  async (code) => {
    answering(409, { code, message: 'x' })
    const box = mount(AppealNext, { props: { appeal: LATE } })
    await box.getComponent(HcButton).trigger('click')
    await vi.waitFor(() => expect(box.emitted('stale')).toHaveLength(1))
    await vi.waitFor(() => expect(box.text()).toContain(words.refusals[code]))
  },
)

it('offers the direct way only where the server does', () => {
  const box = mount(AppealNext, { props: { appeal: { ...LATE, actions: ['withdraw'] } } })
  expect(box.text()).toContain(words.directLater)
  expect(box.text()).not.toContain(words.directNow)
})
