import type { FieldError } from '@g5/contracts'
import type { ErrorObject } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { pointer } from '../problem.ts'
import { type Cost, costKeyword, Steps, TooCostly } from './cost.ts'
import { formats } from './formats.ts'
import { compilePattern } from './patterns.ts'
import type { Schema } from './schema.ts'

/** What is wrong with a payload; pointers begin at `base`. */
export type Validate = (payload: unknown, base: string) => FieldError[]

/** Faults that are told of. */
const most = 20

/**
 * Compiles a schema that was checked. What is compiled can't hang: patterns take linear time, and each payload has so
 * many steps and no more, whatever the schema makes of them.
 */
export function compileSchema(schema: Schema): Validate {
  const steps = new Steps()
  const ajv = new Ajv2020({
    ...{ meta: false, validateSchema: false, inlineRefs: false, logger: false },
    ...{ strict: false, allErrors: true, multipleOfPrecision: 9, ownProperties: true, formats },
    code: { optimize: false, regExp: patternsWithin(steps) },
  })
  ajv.addKeyword({
    keyword: costKeyword,
    before: '$ref',
    validate(cost: Cost, value: unknown) {
      steps.takeFor(cost, value)
      return true
    },
  })
  ajv.removeKeyword('uniqueItems')
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'must not have the same item twice' },
    validate: (wanted: boolean, items: unknown[]) =>
      !wanted || new Set(items.map((item) => canonical(item, steps))).size === items.length,
  })
  const validate = ajv.compile(schema)
  return (payload, base) => {
    steps.start()
    try {
      return validate(payload) ? [] : (validate.errors ?? []).slice(0, most).map((error) => fieldError(error, base))
    } catch (error) {
      if (error instanceof TooCostly)
        return [{ pointer: base, detail: 'takes more steps to validate than are allowed' }]
      if (error instanceof RangeError) return [{ pointer: base, detail: 'is nested too deeply to be validated' }]
      throw error
    }
  }
}

/** Of each character, as many steps as the pattern is large: that is what RE2 promises at worst. */
const instructionsAStep = 32

function patternsWithin(steps: Steps) {
  const engine = (source: string) => {
    const compiled = compilePattern(source)
    if (compiled.kind === 'faulty') throw new Error(`a pattern that was checked ${compiled.detail}`)
    const { pattern } = compiled
    const aCharacter = pattern.programSize() / instructionsAStep
    return {
      test(text: string) {
        steps.take(1 + text.length * aCharacter)
        return pattern.test(text)
      },
    }
  }
  return Object.assign(engine, { code: 'RE2' })
}

/** Writing a value takes longer than looking at it. */
const canonicalSteps = 3

/** The same text for values that are equal (JSON Schema core, section 4.2.2). */
function canonical(value: unknown, steps: Steps): string {
  steps.take(typeof value === 'string' ? canonicalSteps + value.length / 64 : canonicalSteps)
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, steps)).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one, steps)}`).join()}}`
}

function fieldError({ instancePath, keyword, params, message }: ErrorObject, base: string): FieldError {
  const at = base + instancePath
  switch (keyword) {
    case 'required':
      return { pointer: pointer(at, [String(params['missingProperty'])]), detail: 'is required' }
    case 'additionalProperties':
      return { pointer: pointer(at, [String(params['additionalProperty'])]), detail: 'is not known here' }
    case 'unevaluatedProperties':
      return { pointer: pointer(at, [String(params['unevaluatedProperty'])]), detail: 'is not known here' }
    case 'enum':
      return { pointer: at, detail: `must be one of ${short(JSON.stringify(params['allowedValues']))}` }
    case 'const':
      return { pointer: at, detail: `must be ${short(JSON.stringify(params['allowedValue']))}` }
    default:
      return { pointer: at, detail: message ?? `does not do for ${keyword}` }
  }
}

const short = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text)
