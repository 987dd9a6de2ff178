import { describe, expect, it } from 'vitest'
import { zhCN } from '../words/zh-CN'
import type { OrderView } from '../../api/types'
import { emptyForm, hasArrived, missing, openSteps, STEPS } from './steps'

const form = (part: object) => ({ ...emptyForm(), ...part })

describe('steps from the phone', () => {
  it('are those the server allows, the usual one first', () => {
    expect(openSteps(['return_', 'accept', 'supervise'])).toEqual(['accept', 'return_'])
    expect(openSteps([])).toEqual([])
  })

  it('have a name, and a label where something is written', () => {
    for (const [name, step] of Object.entries(STEPS)) {
      expect(zhCN.names[name]).toBeTruthy()
      expect(zhCN.submits[name]).toBeTruthy()
      expect(Boolean(zhCN.labels[name])).toBe(step.least !== undefined)
    }
  })

  it.each([
    ['dispatch', {}, 'institutionMissing'],
    ['dispatch', { institution: 'x' }, ''],
    ['accept', {}, ''],
    ['return_', { text: 'abc' }, 'tooShort'],
    ['respond', { text: 'seen' }, ''],
    ['respond', { text: 'seen', handling: 'by_date' }, 'planMissing'],
    ['respond', { text: 'seen', handling: 'by_date', plan: 'plan', until: 'soon' }, 'planMissing'],
    ['respond', { text: 'seen', handling: 'by_date', plan: 'plan', until: '2026-12-07' }, ''],
    ['call_missed', {}, ''],
  ])('%s with %o: %s', (name, part, said) => {
    expect(missing(name, form(part))).toBe(said)
  })

  it('keep a plan only where there is one', () => {
    const kept = STEPS.respond?.body(form({ text: 'a', plan: 'b', until: '2026-12-07' }))
    expect(kept).toEqual({ text: 'a', handling: 'at_once', plan: '', until: null })
  })

  it('are known by their words where the answer was lost', () => {
    const steps = [{ number: 3, action: 'respond', note: '' }]
    const order = { steps, entries: [{ text: '已核实。' }] } as OrderView
    const sent = { name: 'respond', version: 2, words: '已核实。' }
    expect(hasArrived(order, sent)).toBe(true)
    expect(hasArrived(order, { ...sent, words: '另一个人写的。' })).toBe(false)
    expect(hasArrived(order, { ...sent, version: 3 })).toBe(false)
  })
})
