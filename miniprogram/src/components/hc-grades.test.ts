import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import HcGrades from './hc-grades.vue'

const shown = () => mount(HcGrades, { props: { modelValue: '', label: '满意度' } })

describe('the five grades', () => {
  it('stand in the order of the regulation with none preselected', () => {
    const radios = shown().findAll('[role=radio]')
    expect(radios.map((one) => one.attributes('aria-label'))).toEqual([
      '非常满意',
      '满意',
      '基本满意',
      '不满意',
      '非常不满意',
    ])
    expect(radios.every((one) => one.attributes('aria-checked') === 'false')).toBe(true)
  })
  it('give the poor grades as many taps as the good ones', async () => {
    const group = shown()
    await group.findAll('[role=radio]')[4]!.trigger('click')
    expect(group.emitted('update:modelValue')).toEqual([['very_dissatisfied']])
  })
})
