import { isDeepStrictEqual } from 'node:util'
import type { FieldError } from '@g5/contracts'
import type { EventTypeRow, EventTypeValues } from '@g5/db'
import { changesBetween } from '../changes.ts'
import { HttpProblem } from '../problem.ts'
import { deeperThan, holdsInfinity } from './depth.ts'
import { checkSchema } from './schema.ts'
import { compileSchema } from './validator.ts'

const maxExamples = 65_536
const maxDepth = 100

interface Written {
  description?: string | null | undefined
  schema?: unknown
  examples?: readonly unknown[] | null | undefined
}

/** What of a type is given, as it is stored, or everything that is wrong with it. */
export type ReadValues = { kind: 'values'; values: Partial<EventTypeValues> } | { kind: 'faulty'; errors: FieldError[] }

/** @param at where the parts stand in the body */
export function readValues(
  { description, schema, examples }: Written,
  at: { schema: string; examples: string },
): ReadValues {
  const checked = schema === undefined || schema === null ? undefined : readSchema(schema, at.schema)
  const errors = checked?.kind === 'faulty' ? [...checked.errors] : []
  const texts = examples && readExamples(examples)
  if (texts?.kind === 'faulty') errors.push({ pointer: at.examples, detail: texts.detail })
  if (errors.length > 0) return { kind: 'faulty', errors }
  return {
    kind: 'values',
    values: {
      ...(description !== undefined && { description }),
      ...(schema !== undefined && { schema: checked?.kind === 'schema' ? checked.text : null }),
      ...(examples !== undefined && { examples: texts?.kind === 'text' ? texts.text : '[]' }),
    },
  }
}

/** @throws {HttpProblem} `validation_failed` */
export function valuesOf(written: Written): Partial<EventTypeValues> {
  const read = readValues(written, { schema: '/schema', examples: '/examples' })
  if (read.kind === 'faulty') throw new HttpProblem('validation_failed', { errors: read.errors })
  return read.values
}

/** What is left out of a whole one has its default. */
export const whole = (values: Partial<EventTypeValues>): EventTypeValues => ({
  ...{ description: null, schema: null, examples: '[]' },
  ...values,
})

function readSchema(schema: unknown, base: string) {
  const checked = checkSchema(schema, base)
  if (checked.kind === 'faulty') return checked
  try {
    compileSchema(checked.prepared)
    return checked
  } catch {
    // The compiler is of another mind than the metaschema: its words are about its own code.
    return { kind: 'faulty' as const, errors: [{ pointer: base, detail: 'can not be compiled' }] }
  }
}

function readExamples(examples: readonly unknown[]) {
  const fault = (detail: string) => ({ kind: 'faulty' as const, detail })
  if (deeperThan(examples, maxDepth)) return fault(`is nested more than ${maxDepth} deep`)
  if (holdsInfinity(examples)) return fault('holds a number that is too large')
  const text = JSON.stringify(examples)
  return text.length > maxExamples ? fault(`has more than ${maxExamples} characters`) : { kind: 'text' as const, text }
}

/** What differs from what is there; a schema whose members stand in another order is the same. */
export function differing(before: EventTypeRow, values: Partial<EventTypeValues>): Partial<EventTypeValues> {
  const { description, schema, examples } = values
  return {
    ...(description !== undefined && description !== before.description && { description }),
    ...(schema !== undefined && !sameJson(schema, before.schema) && { schema }),
    ...(examples !== undefined && !sameJson(examples, before.examples) && { examples }),
  }
}

const parsed = (text: string | null) => (text === null ? undefined : JSON.parse(text))

const sameJson = (a: string | null, b: string | null) => a === b || isDeepStrictEqual(parsed(a), parsed(b))

/** For the audit log: examples are payloads, and a schema is read by its version. */
export function changesOf(before: EventTypeRow | undefined, after: EventTypeRow): Record<string, unknown> {
  return changesBetween(before && audited(before), audited(after))
}

function audited({ name, description, version, archivedAt }: EventTypeRow) {
  return { name, description, version, archived: archivedAt !== null }
}
