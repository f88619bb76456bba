/** Stands in every prepared schema. No schema that was written has it: unknown keywords are refused. */
export const costKeyword = 'g5Cost'

/** What holding a value against one schema takes, its subschemas left out: they count for themselves. */
export interface Cost {
  fixed: number
  /** For each member of an object. */
  aMember: number
  /** For each stretch of a string. */
  aStretch: number
}

/** Steps that one payload may take. A step is some 20 to 500 ns. */
export const maxSteps = 100_000

/** Characters that cost a step. */
const stretch = 64

const overMembers =
  'additionalProperties patternProperties propertyNames unevaluatedProperties maxProperties minProperties'.split(' ')
const overCharacters = 'maxLength minLength format'.split(' ')

export function costOf(schema: Readonly<Record<string, unknown>>): Cost {
  const count = (keywords: string[]) => keywords.filter((keyword) => Object.hasOwn(schema, keyword)).length
  const entries = Object.values(schema).map((value) =>
    typeof value === 'object' && value !== null ? Object.keys(value).length : 0,
  )
  return {
    fixed: entries.reduce((sum, one) => sum + one, 1),
    aMember: count(overMembers),
    aStretch: count(overCharacters),
  }
}

/** The payload is no fault of ours and takes too long all the same. */
export class TooCostly extends Error {
  override name = 'TooCostly'
}

export class Steps {
  #left = maxSteps

  start(): void {
    this.#left = maxSteps
  }

  /** @throws {TooCostly} */
  take(steps: number): void {
    this.#left -= steps
    if (this.#left < 0) throw new TooCostly()
  }

  takeFor({ fixed, aMember, aStretch }: Cost, value: unknown): void {
    let steps = fixed
    if (aStretch > 0 && typeof value === 'string') steps += (aStretch * value.length) / stretch
    if (aMember > 0 && typeof value === 'object' && value !== null) steps += aMember * Object.keys(value).length
    this.take(steps)
  }
}
