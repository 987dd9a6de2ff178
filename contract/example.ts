// The TypeScript client at work: tells twice of the service on its input and reads the notice there;
// prints what came back and what was read.
import { readFileSync } from 'node:fs'
import type { components } from './api.js'
import { partnerClient } from './signing.js'
import { notice } from './webhooks.js'

const [url, keyId, secret] = process.argv.slice(2) as [string, string, string]
interface Input {
  service: components['schemas']['EndedService']
  notice: { secret: string; headers: Record<string, string>; body: string; at: string }
}
const { service, notice: told } = JSON.parse(readFileSync(0, 'utf8')) as Input
const client = partnerClient(url, keyId, secret)

async function main(): Promise<void> {
  const first = await client.POST('/api/intake/services', { body: service })
  const rows = [service, { ...service, service_number: 2 }]
  const batch = await client.POST('/api/intake/services/batch', { body: { rows } })
  const wrong = await client.POST('/api/intake/services', { body: { ...service, item_code: 'NO-SUCH-ITEM', service_number: 3 } })
  const now = new Date(told.at)
  const read = notice(told.secret, told.headers, told.body, now)
  const changed = notice(told.secret, told.headers, `${told.body} `, now)
  console.log(
    JSON.stringify({
      notices: [read?.id, changed],
      id: first.data?.service_id,
      rows: batch.data?.rows.map((row) => [row.outcome, row.id]),
      code: wrong.error?.code,
    }),
  )
}

void main()
