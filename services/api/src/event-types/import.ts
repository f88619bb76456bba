import { setImmediate } from 'node:timers/promises'
import { eventTypeName, type FieldError } from '@g5/contracts'
import type { EventTypeValues } from '@g5/db'
import { pointer } from '../problem.ts'
import { deeperThan } from './depth.ts'
import { rewriteReferences } from './document.ts'
import { readValues } from './values.ts'

export interface ImportedType {
  name: string
  values: Partial<EventTypeValues>
}

export type ReadImport = { kind: 'types'; types: ImportedType[] } | { kind: 'faulty'; errors: FieldError[] }

interface Wish {
  name: string
  /** Where its name stands in the body. */
  at: string
  /** Where the schema stands. */
  schemaAt: string
  schema: unknown
  description?: string | undefined
  examples?: unknown[] | undefined
}

const maxDepth = 200
/** Of all schemas together, each with what it refers to. */
const maxCharacters = 1_048_576
/** Faults that are told of. */
const most = 20

/** A map of schemas by name. */
export function readSchemas(schemas: Readonly<Record<string, unknown>>): Promise<ReadImport> {
  return read(Object.entries(schemas), ([name, schema]) => {
    const at = pointer('/schemas', [name])
    return { name, at, schemaAt: at, schema }
  })
}

type Document = Readonly<Record<string, unknown>>

/** The webhooks of an OpenAPI 3.1 document: what its POST says of the JSON that a receiver gets. */
export async function readDocument(document: Document): Promise<ReadImport> {
  const fault = (at: string, detail: string): ReadImport => ({ kind: 'faulty', errors: [{ pointer: at, detail }] })
  if (!/^3\.1\.\d+$/.test(String(document['openapi']))) return fault('/openapi/openapi', 'must be 3.1')
  if (deeperThan(document, maxDepth)) return fault('/openapi', `is nested more than ${maxDepth} deep`)
  const webhooks = document['webhooks']
  if (!isObject(webhooks)) return fault('/openapi/webhooks', 'must be an object')
  return read(Object.entries(webhooks), ([name, item]) => wishOf(document, name, item))
}

/** One by one, since each takes its time: others are served in between. */
async function read(
  entries: readonly [string, unknown][],
  understand: (entry: [string, unknown]) => Wish,
): Promise<ReadImport> {
  const errors: FieldError[] = []
  const types: ImportedType[] = []
  let characters = 0
  for (const entry of entries) {
    if (errors.length >= most || characters > maxCharacters) break
    await setImmediate()
    const { name, at, schemaAt, ...parts } = understand(entry)
    const named = eventTypeName.safeParse(name)
    if (!named.success) errors.push({ pointer: at, detail: named.error.issues[0]?.message ?? 'is no name' })
    const values = readValues(parts, { schema: schemaAt, examples: at })
    if (values.kind === 'faulty') errors.push(...values.errors)
    else types.push({ name, values: values.values })
    characters += values.kind === 'values' ? (values.values.schema?.length ?? 0) : 0
  }
  if (characters > maxCharacters)
    errors.push({ pointer: '', detail: `holds more than ${maxCharacters} characters of schemas: import them in parts` })
  return errors.length > 0 ? { kind: 'faulty', errors: errors.slice(0, most) } : { kind: 'types', types }
}

function wishOf(document: Document, name: string, item: unknown): Wish {
  const at = pointer('/openapi/webhooks', [name])
  const post = member(resolved(document, item), 'post')
  const content = member(resolved(document, member(post, 'requestBody')), 'content')
  const json = member(content, 'application/json')
  const description = member(post, 'description') ?? member(post, 'summary')
  const schema = member(json, 'schema')
  return {
    ...{ name, at, schemaAt: at, schema: schema === undefined || isEmpty(schema) ? null : bundled(document, schema) },
    ...(typeof description === 'string' && { description: description.slice(0, 2000) }),
    examples: examplesOf(document, json),
  }
}

function examplesOf(document: Document, json: unknown): unknown[] {
  const named = member(json, 'examples')
  const one = member(json, 'example')
  const several = isObject(named)
    ? Object.values(named).map((example) => member(resolved(document, example), 'value'))
    : []
  return [...(one === undefined ? [] : [one]), ...several].filter((value) => value !== undefined).slice(0, 10)
}

const component = /^#\/components\/schemas\/([^/]+)(.*)$/s

/**
 * A schema that stands by itself: the components it refers to come along under `$defs`. One that is a component and
 * nothing else is that component. References that lead elsewhere stay, and are refused as any would be.
 */
function bundled(document: Document, schema: unknown): unknown {
  const components = member(member(document, 'components'), 'schemas')
  const root = isObject(schema) && Object.keys(schema).length === 1 ? component.exec(String(schema['$ref'])) : null
  const own = root?.[2] === '' ? keyOf(root[1] ?? '') : undefined
  const taken = new Map<string, unknown>()

  function rewrite(reference: string): string {
    const [, segment = '', rest = ''] = component.exec(reference) ?? []
    if (segment === '') return reference
    const key = keyOf(segment)
    if (key === own) return `#${rest}`
    if (!taken.has(key) && isObject(components) && Object.hasOwn(components, key)) {
      taken.set(key, true) // Before its own references are looked at: they may lead back.
      taken.set(key, rewriteReferences(components[key], rewrite))
    }
    return `#/$defs/${segment}${rest}`
  }

  const content = own === undefined ? schema : member(components, own)
  const copy = rewriteReferences(content, rewrite)
  if (taken.size === 0 || !isObject(copy)) return copy
  const definitions = isObject(copy['$defs']) ? copy['$defs'] : {}
  return { ...copy, $defs: { ...definitions, ...Object.fromEntries(taken) } }
}

/** A reference's segment (RFC 6901) as the key it stands for. */
const keyOf = (segment: string) => segment.replaceAll('~1', '/').replaceAll('~0', '~')

/** What a reference to a component stands for; a few steps, so that none leads round. */
function resolved(document: Document, value: unknown, steps = 5): unknown {
  const reference = member(value, '$ref')
  if (typeof reference !== 'string' || !reference.startsWith('#/') || steps === 0) return value
  const target = reference.slice(2).split('/').map(keyOf).reduce<unknown>(member, document)
  return resolved(document, target, steps - 1)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmpty = (value: unknown) => isObject(value) && Object.keys(value).length === 0

const member = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
