import type { FieldError } from '@g5/contracts'
import { pointer } from '../problem.ts'
import { costKeyword, costOf } from './cost.ts'
import { isKnownFormat } from './formats.ts'
import { compilePattern } from './patterns.ts'

export const draft = 'https://json-schema.org/draft/2020-12/schema'

/** Compiling takes its time: some tens of microseconds for a schema, and as much again for a pattern. */
const maxSchemas = 500
const maxPatterns = 100

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

interface Found {
  errors: FieldError[]
  /** Where schemas stand: what a reference may name. */
  places: Set<string>
  references: { at: string; to: string }[]
  patterns: { at: string; source: string }[]
}

/**
 * Marks every schema in `root` with its cost, and takes out what says nothing.
 * @param base where it stands in the body
 * @returns what is wrong with it
 */
export function prepare(root: unknown, base: string): FieldError[] {
  const found: Found = { errors: [], places: new Set(), references: [], patterns: [] }
  visit(root, '', found)
  const { errors, places, references, patterns } = found
  const fault = (at: string, detail: string) => void errors.push({ pointer: at, detail })
  if (places.size > maxSchemas) fault('', `holds more than ${maxSchemas} schemas`)
  if (patterns.length > maxPatterns) fault('', `holds more than ${maxPatterns} patterns`)
  for (const { at, to } of references)
    if (!places.has(placeOf(to))) fault(at, 'must be # and the place of a schema in here')
  for (const { at, source } of patterns.slice(0, maxPatterns)) {
    const compiled = compilePattern(source)
    if (compiled.kind === 'faulty') fault(at, compiled.detail)
  }
  return errors.map(({ pointer: at, detail }) => ({ pointer: base + at, detail }))
}

function visit(schema: unknown, at: string, found: Found): void {
  found.places.add(at)
  if (!isObject(schema)) return
  const cost = costOf(schema)
  for (const [keyword, value] of Object.entries(schema)) {
    const here = pointer(at, [keyword])
    if (keyword.startsWith('x-') || annotations.has(keyword)) delete schema[keyword]
    else if (ofOne.has(keyword)) visit(value, here, found)
    else if (ofMany.has(keyword) || named.has(keyword))
      for (const [step, one] of Object.entries(value ?? {})) visit(one, pointer(here, [step]), found)
    else if (elsewhere.has(keyword)) found.errors.push({ pointer: here, detail: 'is not taken: refer by #/…' })
    else if (!plain.has(keyword)) found.errors.push({ pointer: here, detail: 'is no keyword' })
    look(schema, keyword, value, here, found)
  }
  schema[costKeyword] = cost
}

function look(schema: Record<string, unknown>, keyword: string, value: unknown, at: string, found: Found): void {
  switch (keyword) {
    case '$schema':
      if (String(value).replace(/#$/, '') !== draft) found.errors.push({ pointer: at, detail: `must be ${draft}` })
      delete schema[keyword]
      break
    case '$ref':
      found.references.push({ at, to: String(value) })
      break
    case 'format':
      if (!isKnownFormat(value)) delete schema[keyword]
      break
    case 'pattern':
      found.patterns.push({ at, source: String(value) })
      break
    case 'patternProperties':
      for (const source of Object.keys(value ?? {})) found.patterns.push({ at: pointer(at, [source]), source })
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Of a URI reference that is a fragment (RFC 6901, section 6); what is none names no place. */
function placeOf(reference: string): string {
  if (!reference.startsWith('#')) return 'elsewhere'
  try {
    return decodeURIComponent(reference.slice(1))
  } catch {
    return 'elsewhere'
  }
}
