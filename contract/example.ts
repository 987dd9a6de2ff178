// The TypeScript client at work: tells twice of the service on its input, prints what came back.
import { readFileSync } from 'node:fs'
import type { components } from './api.js'
import { partnerClient } from './signing.js'

const [url, keyId, secret] = process.argv.slice(2) as [string, string, string]
const service = JSON.parse(readFileSync(0, 'utf8')) as components['schemas']['EndedService']
const client = partnerClient(url, keyId, secret)

async function main(): Promise<void> {
  const first = await client.POST('/api/intake/services', { body: service })
  const rows = [service, { ...service, service_number: 2 }]
  const batch = await client.POST('/api/intake/services/batch', { body: { rows } })
  const wrong = await client.POST('/api/intake/services', { body: { ...service, item_code: 'NO-SUCH-ITEM', service_number: 3 } })
  console.log(
    JSON.stringify({
      id: first.data?.service_id,
      rows: batch.data?.rows.map((row) => [row.outcome, row.id]),
      code: wrong.error?.code,
    }),
  )
}

void main()
