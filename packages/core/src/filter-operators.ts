/** What JSON can hold; undefined stands for what is not there. */
export type Value = unknown

/** What matching may still cost: elements of arrays, and pieces of long strings. */
export interface Effort {
  left: number
}

export interface Operator {
  /** What is wrong with an operand; undefined: nothing. */
  fault(operand: unknown): string | undefined
  holds(value: Value, operand: unknown, effort: Effort): boolean
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isScalar = (value: unknown) => value === null || typeof value !== 'object'

/** Of own members only: what every object inherits is no part of anybody's JSON. */
export const member = (value: unknown, key: string): Value =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined

/** Deep, without regard to the order of members; types are not coerced. It goes no deeper than `wanted` does. */
function equal(value: Value, wanted: unknown): boolean {
  if (value === wanted) return true
  if (Array.isArray(value) && Array.isArray(wanted))
    return value.length === wanted.length && wanted.every((one, place) => equal(value[place], one))
  if (!isObject(value) || !isObject(wanted)) return false
  const keys = Object.keys(wanted)
  return (
    Object.keys(value).length === keys.length &&
    keys.every((key) => Object.hasOwn(value, key) && equal(value[key], wanted[key]))
  )
}

/** The value itself, or any element of it. What goes beyond the effort is not looked at. */
function some(value: Value, effort: Effort, holds: (one: Value) => boolean): boolean {
  if (holds(value)) return true
  return Array.isArray(value) && someElement(value, effort, holds)
}

export function someElement(elements: readonly Value[], effort: Effort, holds: (one: Value) => boolean): boolean {
  return elements.some((element) => effort.left-- > 0 && holds(element))
}

const comparable = (operand: unknown) =>
  typeof operand === 'number' || typeof operand === 'string' ? undefined : 'must be a number or a string'

/** Numbers with numbers, strings with strings by their UTF-16 units, so times in RFC 3339 of one offset come out right. */
function ordering(is: (value: string | number, operand: string | number) => boolean): Operator {
  return {
    fault: comparable,
    holds: (value, operand, effort) =>
      some(
        value,
        effort,
        (one) =>
          (typeof one === 'number' && typeof operand === 'number' && is(one, operand)) ||
          (typeof one === 'string' && typeof operand === 'string' && is(one, operand)),
      ),
  }
}

function affix(is: (value: string, operand: string) => boolean): Operator {
  return {
    fault: (operand) =>
      typeof operand === 'string' && operand !== '' ? undefined : 'must be a string that is not empty',
    holds: (value, operand, effort) =>
      typeof operand === 'string' && some(value, effort, (one) => typeof one === 'string' && is(one, operand)),
  }
}

const among = (value: Value, operand: unknown, effort: Effort) =>
  Array.isArray(operand) && some(value, effort, (one) => isScalar(one) && operand.includes(one))

const list = (operand: unknown) =>
  Array.isArray(operand) && operand.length > 0 && operand.length <= 100 && operand.every(isScalar)
    ? undefined
    : 'must be 1 to 100 strings, numbers, booleans or null'

const anything = () => undefined

/** Characters of a long string that cost as much as an element of an array. */
const charactersAStep = 256

const equals: Operator['holds'] = (value, operand, effort) => some(value, effort, (one) => equal(one, operand))

function contains(value: Value, operand: unknown, effort: Effort): boolean {
  if (Array.isArray(value)) return someElement(value, effort, (one) => one === operand)
  if (typeof value !== 'string' || typeof operand !== 'string') return false
  effort.left -= value.length / charactersAStep
  return value.includes(operand)
}

/**
 * A value that is an array is met when it, or any element of it, is; `$ne` and `$nin` say the opposite of `$eq` and
 * `$in`, so they want that no element is. What is not there meets `$ne`, `$nin` and `$exists: false` only.
 */
export const operators = {
  $eq: { fault: anything, holds: equals },
  $ne: { fault: anything, holds: (...at) => !equals(...at) },
  $in: { fault: list, holds: among },
  $nin: { fault: list, holds: (...at) => !among(...at) },
  $gt: ordering((value, operand) => value > operand),
  $gte: ordering((value, operand) => value >= operand),
  $lt: ordering((value, operand) => value < operand),
  $lte: ordering((value, operand) => value <= operand),
  $exists: {
    fault: (operand) => (typeof operand === 'boolean' ? undefined : 'must be true or false'),
    holds: (value, operand) => (value !== undefined) === operand,
  },
  $startsWith: affix((value, operand) => value.startsWith(operand)),
  $endsWith: affix((value, operand) => value.endsWith(operand)),
  $contains: {
    fault: (operand) =>
      isScalar(operand) && operand !== '' ? undefined : 'must be a string, a number, a boolean or null',
    holds: contains,
  },
} as const satisfies Record<string, Operator>

export type OperatorName = keyof typeof operators

export const isOperatorName = (key: string): key is OperatorName => Object.hasOwn(operators, key)
