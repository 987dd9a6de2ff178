// @vitest-environment jsdom
// What a proxy answers has a sentence too; what was asked for while signed out is asked for again.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { get, signedInAgain } from '@/shared/api/client'
import { useLoaded } from '@/shared/load'
import { problems } from '@contract/words.json'
import { words } from '@/words'

const page = (status: number) => async () => new Response('<h1>nginx</h1>', { status })
afterEach(() => vi.unstubAllGlobals())

describe('an answer that is not ours', () => {
  it.each([
    [413, problems.too_large],
    [429, problems.too_many_requests],
    [502, words.problems.busy],
    [504, words.problems.busy],
    [418, words.problems.unknown],
  ])('%s says what to do', async (status, sentence) => {
    vi.stubGlobal('fetch', page(status))
    await expect(get('/api/staff/me')).rejects.toThrow(sentence)
  })
})

it('a page that was refused for want of a session asks again, unless it has been left', async () => {
  const refused = { code: 'sign_in_needed', message: '', details: {} }
  const asked = vi.fn(async () => Response.json(refused, { status: 401 }))
  vi.stubGlobal('fetch', asked)
  const [here, left] = [effectScope(), effectScope()]
  const loaded = here.run(() => useLoaded(() => get('/api/staff/me')))!
  const other = left.run(() => useLoaded(() => get('/api/staff/me')))!
  await Promise.all([loaded.load(), other.load()])
  expect(loaded.problem.value).toBe(words.problems.sign_in_needed)
  left.stop()
  asked.mockImplementation(async () => Response.json({ name: '有人' }))
  signedInAgain()
  await vi.waitFor(() => expect(loaded.data.value).toEqual({ name: '有人' }))
  expect(loaded.problem.value).toBe('')
  expect(other.data.value).toBeNull()
})
