import { type IdKind, idPrefixes, publicId } from '@g5/contracts'
import type { oas31 } from 'zod-openapi'
import type { TestApi, TestTenant } from '../test-api.ts'
import { mayDo } from './credentials.ts'
import { type ContractOperation, mediaOf, operations, parametersOf } from './operations.ts'

type Maker = (api: TestApi, tenant: TestTenant, operation: ContractOperation) => Promise<string>

const url = 'http://127.0.0.1:8080/hook'

async function made(api: TestApi, tenant: TestTenant, path: string, body: unknown): Promise<string> {
  const answer = await api.call<{ id: string }>('POST', path, { body, as: tenant.key })
  if (answer.status > 299) throw new Error(`POST ${path}: ${answer.text}`)
  return answer.body.id
}

async function delivery(api: TestApi, tenant: TestTenant): Promise<string> {
  const endpointId = await made(api, tenant, '/v1/webhooks/endpoints', { url })
  const id = await made(api, tenant, '/v1/events', { type: 'a', payload: 1, endpointIds: [endpointId] })
  const { body } = await api.call<{ data: { id: string }[] }>('GET', `/v1/webhooks/deliveries?eventId=${id}`, {
    as: tenant.key,
  })
  return body.data[0]?.id ?? ''
}

async function deadLetter(api: TestApi, tenant: TestTenant): Promise<string> {
  const id = await delivery(api, tenant)
  await api.db.sql`update open_deliveries set state = 'dead', next_at = null
    where tenant_id = ${tenant.id} and state in ('pending', 'queued')`
  return id
}

/** By the kind of an id. */
const byKind: Partial<Record<IdKind, Maker>> = {
  // One that is to be deleted is not the one that everything else is in.
  tenant: async (api, tenant, { method }) =>
    method === 'DELETE' ? (await api.addTenant(`doomed-${crypto.randomUUID()}`)).publicId : tenant.publicId,
  endpoint: (api, tenant) => made(api, tenant, '/v1/webhooks/endpoints', { url }),
  event: (api, tenant) => made(api, tenant, '/v1/events', { type: 'a', payload: 1 }),
  delivery,
  async bulk(api, tenant) {
    await delivery(api, tenant)
    return made(api, tenant, '/v1/webhooks/bulk', { action: 'send', select: { status: ['pending'] } })
  },
  async apiKey(api, tenant) {
    return publicId('apiKey', (await api.addKey(tenant.id, ['read'])).id)
  },
  async user(api, tenant) {
    const email = `${crypto.randomUUID()}@example.com`
    return publicId('user', await api.addUser(tenant.id, email, 'viewer', 'a long password'))
  },
}

/** By the last word of the path before it, where that says more than the kind, or there is no kind. */
const byCollection: Record<string, Maker | undefined> = {
  ...{ dlq: deadLetter, circuits: byKind.endpoint, endpoints: byKind.endpoint },
  ...{ users: byKind.user, tenants: byKind.tenant, queues: async () => 'webhooks' },
  async attempts(api, tenant) {
    await api.db.sql`insert into attempts (delivery_id, fence, started_at, outcome, duration_ms)
      select id, 1, now(), 'failed', 1 from open_deliveries where tenant_id = ${tenant.id} on conflict do nothing`
    return '1'
  },
}

/**
 * Makes what a parameter of a path stands for, in a tenant. What nobody here knows is made as its own collection makes
 * it, from the example in its documentation.
 */
export async function pathFor(operation: ContractOperation, api: TestApi, tenant: TestTenant): Promise<string> {
  let path = operation.path
  for (const { name, schema } of parametersOf(operation, 'path')) {
    const collection = path.slice(0, path.indexOf(`/{${name}}`))
    const make = makerOf(collection, name, schema)
    if (!make)
      throw new Error(
        `Nobody knows how to make what {${name}} of ${operation.path} stands for: add a maker to test/contract/makers.ts`,
      )
    path = path.replace(`{${name}}`, encodeURIComponent(await make(api, tenant, operation)))
  }
  return path
}

function makerOf(collection: string, name: string, schema: oas31.SchemaObject): Maker | undefined {
  const word = collection.split('/').at(-1) ?? ''
  const kind = kindOf(schema)
  return (
    (Object.hasOwn(byCollection, word) && byCollection[word]) || (kind && byKind[kind]) || fromExample(collection, name)
  )
}

/** The kind of an id, by what its pattern starts with. */
function kindOf({ pattern = '' }: oas31.SchemaObject): IdKind | undefined {
  const [, prefix] = /^\^([a-z]+)_/.exec(pattern) ?? []
  return (Object.keys(idPrefixes) as IdKind[]).find((kind) => idPrefixes[kind] === prefix)
}

let count = 0

/** The same body for another thing: what must be unique is. */
export function afresh(example: object): object {
  count += 1
  const unique = ['name', 'uid', 'slug', 'email']
  return Object.fromEntries(
    Object.entries(example).map(([name, value]) => [name, unique.includes(name) ? `x${count}${value}` : value]),
  )
}

function fromExample(collection: string, parameter: string): Maker | undefined {
  const creates = operations.find(({ method, path }) => method === 'POST' && path === collection)
  const example = creates && mediaOf(creates)?.example
  if (!creates || typeof example !== 'object' || example === null) return undefined
  return async (api, tenant) => {
    const asOperator = !mayDo('admin', creates.route.scope)
    const { status, body, text } = await api.call<Record<string, unknown>>('POST', collection, {
      body: afresh(example),
      as: asOperator ? api.operatorKey : tenant.key,
      ...(asOperator && creates.route.tenant !== 'none' && { headers: { 'x-tenant-id': tenant.publicId } }),
    })
    const id = body?.[parameter]
    if (status > 299 || typeof id !== 'string') throw new Error(`POST ${collection} does not take its example: ${text}`)
    return id
  }
}
