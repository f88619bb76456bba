import type { TestApi, TestTenant } from '../test-api.ts'
import { mayDo } from './credentials.ts'
import { type ContractOperation, mediaOf, parametersOf } from './operations.ts'

const anId = '01k71a8700e008000000000001'

export interface Asked {
  as?: string | null
  /** With what stands for its parameters; those of nothing unless told. */
  path?: string
  headers?: Record<string, string>
  body?: unknown
  raw?: string | Buffer
  query?: string
}

/** Asks as the documentation's example does: a valid body, and whatever a query must have. */
export function ask(api: TestApi, operation: ContractOperation, asked: Asked = {}): ReturnType<TestApi['refused']> {
  const { path = operation.path, headers, query, ...over } = asked
  const wanted = parametersOf(operation, 'query').filter(({ required }) => required)
  const search = new URLSearchParams()
  for (const { name, schema } of wanted) search.set(name, String(schema.examples?.[0] ?? schema.enum?.[0] ?? ''))
  const target = `${withIds(operation, path)}?${[search.toString(), query].filter(Boolean).join('&')}`
  const example = over.raw === undefined && over.body === undefined ? mediaOf(operation)?.example : undefined
  return api.refused(operation.method, target.replace(/\?$/, ''), {
    ...(example !== undefined && { body: example }),
    ...over,
    ...(headers && { headers }),
  })
}

/** Of the right kind, and of nothing. */
export function withIds(operation: ContractOperation, path = operation.path): string {
  return parametersOf(operation, 'path').reduce((left, { name, schema }) => {
    const [, prefix = ''] = /^\^([a-z]+_)/.exec(schema.pattern ?? '') ?? []
    return left.replace(`{${name}}`, prefix === '' ? String(schema.examples?.[0] ?? anId) : prefix + anId)
  }, path)
}

/** Who may do it, in a tenant: its own key where that may, else the operator. */
export function whoMay(api: TestApi, { route }: ContractOperation, tenant: TestTenant): Pick<Asked, 'as' | 'headers'> {
  if (route.scope === 'public') return { as: null }
  if (mayDo('admin', route.scope)) return { as: tenant.key }
  return { as: api.operatorKey, ...(route.tenant !== 'none' && { headers: { 'x-tenant-id': tenant.publicId } }) }
}
