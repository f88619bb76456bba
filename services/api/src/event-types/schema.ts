import type { FieldError } from '@g5/contracts'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { pointer } from '../problem.ts'
import { type Cost, costKeyword, costOf } from './cost.ts'
import { deeperThan, holdsInfinity } from './depth.ts'
import { isKnownFormat } from './formats.ts'
import { compilePattern } from './patterns.ts'

export type Schema = boolean | Record<string, unknown>

/** A schema that is one, as it is compiled: each part of it says what it costs, and nothing in it leads outside. */
export type CheckedSchema =
  | { kind: 'schema'; text: string; prepared: Schema }
  | { kind: 'faulty'; errors: FieldError[] }

const maxCharacters = 65_536
const maxDepth = 64
const maxSchemas = 1_000

const ofOne = new Set(
  'items contains additionalProperties propertyNames unevaluatedItems unevaluatedProperties not if then else contentSchema'.split(
    ' ',
  ),
)
const ofMany = new Set('allOf anyOf oneOf prefixItems'.split(' '))
const named = new Set('properties patternProperties $defs definitions dependentSchemas'.split(' '))
const plain = new Set(
  '$schema $ref $comment type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxContains minContains maxProperties minProperties required dependentRequired title description default deprecated readOnly writeOnly examples format contentEncoding contentMediaType'.split(
    ' ',
  ),
)
/** Each would let a part of the schema be somewhere else than where it stands. */
const elsewhere = new Set(
  '$id $anchor $dynamicAnchor $dynamicRef $recursiveAnchor $recursiveRef $vocabulary'.split(' '),
)
/** OpenAPI's, for people. */
const annotations = new Set('example xml externalDocs discriminator'.split(' '))
const draft = 'https://json-schema.org/draft/2020-12/schema'

const metaschema = new Ajv2020({ strict: false, allErrors: true, validateFormats: false, logger: false })

/**
 * JSON Schema draft 2020-12 from a stranger. What would be ignored is refused, so that nobody believes in a check that
 * isn't made, save `x-…` and OpenAPI's annotations.
 * @param base where it stands in the body
 */
export function checkSchema(schema: unknown, base: string): CheckedSchema {
  const fault = (detail: string): CheckedSchema => ({ kind: 'faulty', errors: [{ pointer: base, detail }] })
  if (!isSchema(schema)) return fault('must be an object or a boolean')
  if (deeperThan(schema, maxDepth)) return fault(`is nested more than ${maxDepth} deep`)
  if (holdsInfinity(schema)) return fault('holds a number that is too large')
  const text = JSON.stringify(schema)
  if (text.length > maxCharacters) return fault(`has more than ${maxCharacters} characters`)
  if (!metaschema.validate(draft, schema)) {
    const found = (metaschema.errors ?? []).map(({ instancePath, message }) => ({
      pointer: base + instancePath,
      detail: message ?? 'is not as JSON Schema wants it',
    }))
    return { kind: 'faulty', errors: unique(found) }
  }
  const prepared = structuredClone(schema)
  const errors = prepare(prepared, base)
  return errors.length > 0 ? { kind: 'faulty', errors: unique(errors) } : { kind: 'schema', text, prepared }
}

/** The schema of a text that {@link checkSchema} gave. */
export function preparedAgain(text: string): Schema {
  const checked = checkSchema(JSON.parse(text), '')
  if (checked.kind === 'faulty') throw new Error('a stored schema is none')
  return checked.prepared
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value))

/** Metaschemas say the same of a fault once for each way that it is wrong. */
function unique(errors: FieldError[]): FieldError[] {
  return [...new Map(errors.map((error) => [error.pointer, error])).values()].slice(0, 20)
}

/** Marks every schema in it with its cost, and takes out what says nothing. */
function prepare(root: Schema, base: string): FieldError[] {
  const errors: FieldError[] = []
  const places = new Set<string>()
  const references: { at: string; to: string }[] = []

  function visit(schema: unknown, at: string): void {
    places.add(at)
    if (typeof schema !== 'object' || schema === null) return
    const keywords = schema as Record<string, unknown>
    const cost: Cost = costOf(keywords)
    for (const [keyword, value] of Object.entries(keywords)) {
      const here = pointer(at, [keyword])
      if (ofOne.has(keyword)) visit(value, here)
      else if (ofMany.has(keyword))
        for (const [place, one] of Object.entries(value ?? [])) visit(one, `${here}/${place}`)
      else if (named.has(keyword))
        for (const [name, one] of Object.entries(value ?? {})) visit(one, pointer(here, [name]))
      else if (keyword.startsWith('x-') || annotations.has(keyword)) delete keywords[keyword]
      else if (!plain.has(keyword))
        errors.push({
          pointer: base + here,
          detail: elsewhere.has(keyword) ? 'is not taken: refer by #/…' : 'is no keyword',
        })
      look(keywords, keyword, value, here)
    }
    keywords[costKeyword] = cost
  }

  function look(keywords: Record<string, unknown>, keyword: string, value: unknown, here: string): void {
    if (keyword === '$schema') {
      if (String(value).replace(/#$/, '') !== draft) errors.push({ pointer: base + here, detail: `must be ${draft}` })
      delete keywords[keyword]
    }
    if (keyword === '$ref') references.push({ at: here, to: String(value) })
    if (keyword === 'format' && !isKnownFormat(value)) delete keywords[keyword]
    const patterns =
      keyword === 'pattern' ? [[here, String(value)]] : keyword === 'patternProperties' ? patternsOf(value, here) : []
    for (const [at = '', source = ''] of patterns) {
      const compiled = compilePattern(source)
      if (compiled.kind === 'faulty') errors.push({ pointer: base + at, detail: compiled.detail })
    }
  }

  visit(root, '')
  if (places.size > maxSchemas) errors.push({ pointer: base, detail: `holds more than ${maxSchemas} schemas` })
  for (const { at, to } of references)
    if (!places.has(placeOf(to)))
      errors.push({ pointer: base + at, detail: 'must be # and the place of a schema in here' })
  return errors
}

const patternsOf = (value: unknown, here: string) =>
  Object.keys(value ?? {}).map((source) => [pointer(here, [source]), source])

/** Of a URI reference that is a fragment (RFC 6901, section 6); what is none names no place. */
function placeOf(reference: string): string {
  if (!reference.startsWith('#')) return 'elsewhere'
  try {
    return decodeURIComponent(reference.slice(1))
  } catch {
    return 'elsewhere'
  }
}
