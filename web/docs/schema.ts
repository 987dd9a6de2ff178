// The parts of the API document these pages show, and the fields of a schema as rows of a table.

export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}

interface Body {
  content: Record<string, { schema: Schema; example?: unknown }>
}

export interface Operation {
  operationId: string
  summary: string
  description: string
  tags: string[]
  requestBody?: Body
  responses: Record<string, Body & { 'x-codes'?: Record<string, string> }>
}

export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

export interface Field {
  name: string
  type: string
  required: boolean
  limits: string
}

const DEEPEST = 3

/** The fields of a schema and of what it holds, `applicant.name` and `rows[].code`, in its order. */
export function fieldsOf(schema: Schema, document: ApiDocument): Field[] {
  return within(schema, document, '', 0)
}

/** The struct a reference names, or the schema itself. */
export function resolved(schema: Schema, document: ApiDocument): Schema {
  const name = schema.$ref?.split('/').pop()
  return name ? (document.components.schemas[name] ?? {}) : schema
}

function within(schema: Schema, document: ApiDocument, prefix: string, depth: number): Field[] {
  const { properties = {}, required = [] } = resolved(schema, document)
  return Object.entries(properties).flatMap(([name, written]) => {
    const optional = written.anyOf?.filter((one) => one.type !== 'null')
    const plain = resolved(optional?.length === 1 ? (optional[0] as Schema) : written, document)
    const full = prefix + name
    const field = { name: full, type: typeOf(plain), required: required.includes(name), limits: limitsOf(plain) }
    if (depth >= DEEPEST) return [field]
    if (plain.items) {
      return [field, ...within(resolved(plain.items, document), document, `${full}[].`, depth + 1)]
    }
    return [field, ...within(plain, document, `${full}.`, depth + 1)]
  })
}

function typeOf(schema: Schema): string {
  if (schema.enum) return 'enum'
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any')
  return schema.format ? `${type} (${schema.format})` : type
}

function limitsOf(schema: Schema): string {
  if (schema.enum) return schema.enum.map(String).join(' | ')
  const ranges = [
    [schema.minimum, schema.maximum],
    [schema.minLength, schema.maxLength],
    [schema.minItems, schema.maxItems],
  ]
  return ranges
    .filter(([least, most]) => least !== undefined || most !== undefined)
    .map(([least, most]) => `${least ?? 0} … ${most ?? ''}`.trim())
    .join(', ')
}
