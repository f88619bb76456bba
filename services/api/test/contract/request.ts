import fc from 'fast-check'
import type { oas31 } from 'zod-openapi'
import { hostile, spoiled, valuesOf } from './arbitrary.ts'
import { type ContractOperation, mediaOf, parametersOf } from './operations.ts'

export interface FuzzedRequest {
  path: string
  headers: Record<string, string>
  raw: string | Buffer | undefined
}

/** Requests to an operation, from good ones to what is no request at all. */
export function requestsOf(operation: ContractOperation, ownPath: string): fc.Arbitrary<FuzzedRequest> {
  return fc.record({
    path: fc.tuple(pathOf(operation, ownPath), searchOf(operation)).map(([path, search]) => path + search),
    headers: headersOf(operation),
    raw: bodyOf(operation),
  })
}

/** Mostly of things that are there, so that what comes after the look-up is reached. */
function pathOf(operation: ContractOperation, ownPath: string): fc.Arbitrary<string> {
  const parameters = parametersOf(operation, 'path')
  if (parameters.length === 0) return fc.constant(ownPath)
  const values = parameters.map(({ schema }) => fc.oneof(valuesOf(schema), hostile).map(segment))
  const strange = fc
    .tuple(...values)
    .map((all) => all.reduce((path, value) => path.replace(/\{\w+\}/, () => value), operation.path))
  return fc.oneof({ weight: 3, arbitrary: fc.constant(ownPath) }, { weight: 1, arbitrary: strange })
}

/** As a client would encode it; what no URL can hold becomes what encoders put there. */
function segment(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return encodeURIComponent(text.toWellFormed().slice(0, 300)).replaceAll('.', '%2E') || '%20'
}

function searchOf(operation: ContractOperation): fc.Arbitrary<string> {
  const parameters = parametersOf(operation, 'query')
  const known = parameters.map(({ name, schema, required }) => {
    const value = fc.oneof({ weight: 5, arbitrary: valuesOf(schema) }, { weight: 1, arbitrary: hostile })
    return sometimes(required ? 0.95 : 0.3, value).map((one) => [name, one] as const)
  })
  const pairs = fc
    .tuple(...known)
    .map((all) =>
      all
        .flatMap(([name, value]) => (value === undefined ? [] : [value].flat().map((one) => `${name}=${segment(one)}`)))
        .join('&'),
    )
  const odd = fc.constantFrom(
    '__proto__=1',
    '&&&=',
    'limit=1&limit=2',
    'a[b]=1',
    '%',
    'limit=%00',
    'x=1',
    'cursor=AAAA',
  )
  return fc
    .oneof({ weight: 9, arbitrary: pairs }, { weight: 1, arbitrary: odd })
    .map((text) => (text ? `?${text}` : ''))
}

/** Undefined otherwise: most of what is optional is left out, else nothing would come past it. */
function sometimes<T>(share: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  const weight = Math.round(share * 100)
  return fc.oneof({ weight: 100 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary })
}

function headersOf(operation: ContractOperation): fc.Arbitrary<Record<string, string>> {
  const maybe = (arbitrary: fc.Arbitrary<string>) => sometimes(1 / 15, arbitrary)
  const text = fc.string({ unit: fc.constantFrom(...'abc-._:"\\ \t{}ÿ'), maxLength: 20 })
  return fc
    .record({
      'content-type': maybe(
        fc.constantFrom(
          'text/plain',
          'application/json; charset=latin1',
          'application/json;',
          'multipart/form-data; boundary=x',
          'application/merge-patch+json',
          'json',
        ),
      ),
      'content-encoding': maybe(fc.constantFrom('gzip', 'identity', 'br')),
      'x-request-id': maybe(text),
      'idempotency-key': maybe(fc.oneof(text, fc.constantFrom('k1', 'k2'))),
      'x-tenant-id':
        operation.route.tenant === 'none' ? fc.constant(undefined) : maybe(fc.oneof(text, fc.constant('first'))),
      traceparent: maybe(fc.constantFrom('00-0-0-00', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '')),
      'last-event-id': maybe(text),
    })
    .map((all) =>
      Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    )
}

function bodyOf(operation: ContractOperation): fc.Arbitrary<string | Buffer | undefined> {
  if (operation.method === 'GET') return fc.constant(undefined)
  const media = mediaOf(operation)
  const value = media?.schema ? valuesOf(media.schema as oas31.SchemaObject) : fc.constant({})
  const example = media?.example === undefined ? value : fc.oneof(value, fc.constant(media.example))
  const json = (arbitrary: fc.Arbitrary<unknown>) => arbitrary.map((one) => JSON.stringify(one))
  const broken = fc.constantFrom<(string | Buffer)[]>(
    '',
    '{',
    '{"a":1,"a":2}',
    '[1,]',
    'nul',
    '\ufeff{}',
    '{} {}',
    '"\\ud800"',
    '{"a":1e999}',
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    Buffer.from([0xff, 0xfe]),
    JSON.stringify('x'.repeat(300_000)),
  )
  return fc.oneof(
    { weight: 7, arbitrary: json(example) },
    { weight: 5, arbitrary: json(spoiled(example)) },
    { weight: 2, arbitrary: json(hostile) },
    { weight: 1, arbitrary: broken },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )
}
