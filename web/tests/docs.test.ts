import { describe, expect, it } from 'vitest'
import openapi from '../../contract/openapi.json'
import { fieldsOf, type ApiDocument } from '@/docs/schema'

const document = openapi as unknown as ApiDocument

describe('fields of the API document', () => {
  it('names what a struct holds, however deep, with its limits', () => {
    const fields = fieldsOf({ $ref: '#/components/schemas/EndedService' }, document)
    const told = Object.fromEntries(fields.map((one) => [one.name, one]))
    expect(told['service_number']).toEqual({
      name: 'service_number',
      type: 'integer',
      required: true,
      limits: '1 … 9999',
    })
    expect(told['applicant.document_number']).toMatchObject({ type: 'string', limits: '1 … 40' })
    expect(told['agent.name']?.required).toBe(true)
    expect(told['agent']?.required).toBe(false)
  })

  it('names the fields of each row of a list', () => {
    const fields = fieldsOf({ $ref: '#/components/schemas/BatchAnswer' }, document)
    expect(fields.map((one) => one.name)).toContain('rows[].outcome')
    expect(fields.find((one) => one.name === 'rows[].outcome')?.limits).toBe('known | refused | taken')
  })
})
