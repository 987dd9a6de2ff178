import { expect, it, vi } from 'vitest'
import { useAttempt } from '@/console/attempt'
import { said } from '@/console/toast'
import { ApiProblem } from '@/shared/api/problem'

const refusal = (code: string) => () => Promise.reject(new ApiProblem(code, 409, '说明'))

it('does one thing at a time: a second press is not a second request', async () => {
  let done = () => {}
  const work = vi.fn(() => new Promise<void>((resolve) => (done = resolve)))
  const { doing, busy, attempt } = useAttempt<'send'>()
  const first = attempt(work, 'send')
  expect([busy.value, doing.value]).toEqual([true, 'send'])
  expect(await attempt(work, 'send')).toBe(false)
  done()
  expect(await first).toBe(true)
  expect([busy.value, doing.value, work.mock.calls.length]).toEqual([false, '', 1])
})

it('turns a failure into a sentence, and takes it back when it is tried again', async () => {
  const { problem, attempt } = useAttempt()
  expect(await attempt(refusal('some_refusal'))).toBe(false)
  expect(problem.value).toBe('说明')
  await attempt(() => Promise.resolve())
  expect(problem.value).toBe('')
  expect(await attempt(() => Promise.reject(new TypeError('a mistake of ours')))).toBe(false)
  expect(problem.value).not.toContain('mistake')
})

it('tells the page behind that somebody was quicker, and the toast where it is asked to', async () => {
  const stale = vi.fn()
  const { problem, attempt } = useAttempt({ toast: true, stale, inWords: () => '别人先改了' })
  await attempt(refusal('stale'))
  await attempt(refusal('other'))
  expect(stale).toHaveBeenCalledOnce()
  expect([problem.value, said.value]).toEqual(['', '别人先改了'])
})
