import type { FieldError } from '@g5/contracts'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { deeperThan, holdsInfinity } from './depth.ts'
import { draft, prepare } from './prepare.ts'

export type Schema = boolean | Record<string, unknown>

/** A schema that is one, as it is compiled: each part of it says what it costs, and nothing in it leads outside. */
export type CheckedSchema =
  | { kind: 'schema'; text: string; prepared: Schema }
  | { kind: 'faulty'; errors: FieldError[] }

const maxCharacters = 65_536
const maxDepth = 64

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
