import type { BodyOf } from '@g5/sdk'
import { pretty } from '../../ui/pretty.ts'

/** An event type as it stands in a form. */
export interface EventTypeTexts {
  description: string
  /** JSON; nothing is no schema. */
  schema: string
  /** JSON, each a payload. */
  examples: readonly string[]
}

type Fault = { pointer: string; detail: string }
type Values = Required<Pick<BodyOf<'eventTypes.put'>, 'description' | 'schema' | 'examples'>>

export const noTexts: EventTypeTexts = { description: '', schema: '', examples: [] }

export function textsOf({ description, schema, examples }: Values): EventTypeTexts {
  return {
    description: description ?? '',
    schema: schema === null ? '' : pretty(schema),
    examples: examples.map(pretty),
  }
}

/** What a form says, or what in it is no JSON; the rest is the API's to judge. */
export function readTexts({
  description,
  schema,
  examples,
}: EventTypeTexts): { kind: 'values'; values: Values } | { kind: 'faulty'; faults: Fault[] } {
  const faults: Fault[] = []
  function read(text: string, pointer: string): unknown {
    try {
      return JSON.parse(text)
    } catch (error) {
      faults.push({ pointer, detail: `is no JSON: ${error instanceof Error ? error.message : error}` })
      return undefined
    }
  }
  const values = {
    description: description.trim() || null,
    schema: schema.trim() === '' ? null : read(schema, '/schema'),
    examples: examples.map((text, i) => read(text, `/examples/${i}`)),
  }
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'values', values }
}
