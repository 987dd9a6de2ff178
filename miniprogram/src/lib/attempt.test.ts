import { describe, expect, it } from 'vitest'
import { useAttempt } from './attempt'

/** A promise that is kept or broken by hand. */
function promised<T>() {
  let keep!: (value: T) => void
  let fail!: (error: Error) => void
  const promise = new Promise<T>((resolve, reject) => {
    keep = resolve
    fail = reject
  })
  return { promise, keep, fail }
}

describe('an attempt', () => {
  it('refuses a second tap until the first has ended', async () => {
    const { busy, attempt } = useAttempt(() => '')
    const first = promised<void>()
    let taps = 0
    const work = () => {
      taps += 1
      return first.promise
    }
    const running = attempt(work)
    await attempt(work)
    expect([taps, busy.value]).toEqual([1, true])
    first.keep()
    await running
    expect(busy.value).toBe(false)
  })

  it('says what went wrong until the next one begins', async () => {
    const { busy, problem, attempt } = useAttempt(async (error) => `no: ${(error as Error).message}`)
    await attempt(() => Promise.reject(new Error('network')))
    expect([problem.value, busy.value]).toEqual(['no: network', false])
    await attempt(() => Promise.reject(new Error('x')), () => 'another sentence')
    expect(problem.value).toBe('another sentence')
    await attempt(() => Promise.resolve())
    expect(problem.value).toBe('')
  })

  it('takes the answer to the latest question alone', async () => {
    const { busy, problem, ask } = useAttempt(() => 'no')
    const [may, june] = [promised<string>(), promised<string>()]
    const taken: string[] = []
    const asked = [may, june].map((one) => ask(() => one.promise, (answer) => taken.push(answer)))
    june.keep('june')
    may.fail(new Error('too late'))
    await Promise.all(asked)
    expect([taken, problem.value, busy.value]).toEqual([['june'], '', false])
  })
})
