import {
  type Effort,
  isObject,
  isOperatorName,
  member,
  type Operator,
  operators,
  someElement,
} from './filter-operators.ts'

/** An event as filters see it. */
export interface FilterSubject {
  id: string
  type: string
  /** The parsed payload. */
  payload: unknown
  metadata: Readonly<Record<string, string>>
  channels: readonly string[]
}

/** Somebody's fault in a filter, and where: the steps from its root. */
export interface FilterFault {
  path: (string | number)[]
  detail: string
}

/** A filter, understood. What it means is said once, by {@link meets} and by `explainFilter` in the same words. */
export type Clause =
  /** A leaf: one operator on the value at a path. An example of a scalar is `$eq`. */
  | { kind: 'test'; path: string[]; name: string; operand: unknown; operator: Operator }
  /** An example: each member is wanted of the value or, of an array, all of them of one element. */
  | { kind: 'members'; path: string[]; members: { key: string; clause: Clause }[] }
  /** An example that is an array: each of its examples is met by some element. */
  | { kind: 'elements'; path: string[]; clauses: Clause[] }
  | { kind: 'all' | 'any'; path: string[]; clauses: Clause[] }
  | { kind: 'not'; path: string[]; clause: Clause }

export type ParsedFilter =
  | { kind: 'filter'; filter: Record<string, unknown>; clause: Clause }
  | { kind: 'faulty'; faults: FilterFault[] }

const parts = ['id', 'type', 'payload', 'metadata', 'channels']
const maxDepth = 16
const maxClauses = 100
const maxCharacters = 16_384
const maxBranches = 20

/**
 * Reads a filter. An object whose members begin with `$` holds operators, and all of them must hold; any other is an
 * example, and its members are wanted of the value. `$and`, `$or` and `$not` stand wherever a value can.
 */
export function parseFilter(filter: unknown): ParsedFilter {
  const faults: FilterFault[] = []
  let clauses = 0
  const faulty = (path: FilterFault['path'], detail: string): Clause => {
    faults.push({ path, detail })
    return { kind: 'all', path: [], clauses: [] }
  }

  /** @param at where in the filter  @param path where in the event */
  function read(wanted: unknown, at: FilterFault['path'], path: string[]): Clause {
    if (at.length > maxDepth) return faulty(at, `is nested more than ${maxDepth} deep`)
    clauses += 1
    if (Array.isArray(wanted)) {
      if (wanted.length > maxBranches) return faulty(at, `has more than ${maxBranches} elements`)
      return { kind: 'elements', path, clauses: wanted.map((one, place) => read(one, [...at, place], path)) }
    }
    if (!isObject(wanted)) return test('$eq', wanted, at, path)
    const keys = Object.keys(wanted)
    const marked = keys.filter((key) => key.startsWith('$'))
    if (marked.length === 0) return readMembers(wanted, at, path)
    for (const key of keys) if (!key.startsWith('$')) faulty([...at, key], 'stands beside operators')
    return allOf(
      marked.map((key) => readOperator(key, wanted[key], [...at, key], path)),
      path,
    )
  }

  function readMembers(wanted: Record<string, unknown>, at: FilterFault['path'], path: string[]): Clause {
    const members = Object.keys(wanted).map((key) => {
      if (!isStorable(key)) faulty([...at, key], 'must not hold NUL or a lone surrogate')
      if (path.length === 0 && !parts.includes(key)) faulty([...at, key], `is none of ${parts.join(', ')}`)
      return { key, clause: read(wanted[key], [...at, key], [...path, key]) }
    })
    return { kind: 'members', path, members }
  }

  function readOperator(name: string, operand: unknown, at: FilterFault['path'], path: string[]): Clause {
    if (name === '$not') return { kind: 'not', path, clause: read(operand, at, path) }
    if (name === '$and' || name === '$or') {
      if (!Array.isArray(operand) || operand.length === 0 || operand.length > maxBranches)
        return faulty(at, `must be a list of 1 to ${maxBranches}`)
      const clauses = operand.map((one, place) => read(one, [...at, place], path))
      return { kind: name === '$and' ? 'all' : 'any', path, clauses }
    }
    if (path.length === 0) return faulty(at, `only $and, $or and $not stand beside no member`)
    return test(name, operand, at, path)
  }

  function test(name: string, operand: unknown, at: FilterFault['path'], path: string[]): Clause {
    if (!isOperatorName(name)) return faulty(at, 'is no operator')
    if (path.length === 0) return faulty(at, 'must be an object')
    const operator = operators[name]
    const detail = operator.fault(operand) ?? unstorable(operand, maxDepth)
    return detail === undefined ? { kind: 'test', path, name, operand, operator } : faulty(at, detail)
  }

  if (!isObject(filter)) return { kind: 'faulty', faults: [{ path: [], detail: 'must be an object' }] }
  const clause = read(filter, [], [])
  if (clauses > maxClauses) faulty([], `has more than ${maxClauses} clauses`)
  if (faults.length === 0 && JSON.stringify(filter).length > maxCharacters)
    faulty([], `has more than ${maxCharacters} characters`)
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'filter', filter, clause }
}

function allOf(clauses: Clause[], path: string[]): Clause {
  const [first, ...more] = clauses
  return first && more.length === 0 ? first : { kind: 'all', path, clauses }
}

/** Text that Postgres can keep as it is. */
const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0')

function unstorable(operand: unknown, depth: number): string | undefined {
  if (typeof operand === 'string') return isStorable(operand) ? undefined : 'must not hold NUL or a lone surrogate'
  if (typeof operand === 'number') return Number.isFinite(operand) ? undefined : 'is too large a number'
  if (typeof operand !== 'object' || operand === null) return undefined
  if (depth === 0) return `is nested more than ${maxDepth} deep`
  for (const [key, value] of Object.entries(operand)) {
    const detail = unstorable(key, 0) ?? unstorable(value, depth - 1)
    if (detail !== undefined) return detail
  }
  return undefined
}

/** Is it so of this value? */
export function meets(clause: Clause, value: unknown, effort: Effort): boolean {
  switch (clause.kind) {
    case 'test':
      return clause.operator.holds(value, clause.operand, effort)
    case 'members':
      if (Array.isArray(value)) return someElement(value, effort, (one) => meetsMembers(clause.members, one, effort))
      return meetsMembers(clause.members, value, effort)
    case 'elements':
      return (
        Array.isArray(value) &&
        clause.clauses.every((wanted) => someElement(value, effort, (one) => meets(wanted, one, effort)))
      )
    case 'all':
      return clause.clauses.every((one) => meets(one, value, effort))
    case 'any':
      return clause.clauses.some((one) => meets(one, value, effort))
    case 'not':
      return !meets(clause.clause, value, effort)
  }
}

function meetsMembers(members: readonly { key: string; clause: Clause }[], value: unknown, effort: Effort): boolean {
  return members.every(({ key, clause }) => meets(clause, member(value, key), effort))
}

export type Filter = (subject: FilterSubject, effort: Effort) => boolean

/** Elements that the filters of all endpoints together may look at for one event. */
export const effortOfAnEvent = 500_000

/**
 * A filter that was accepted when it was written, ready to be asked.
 * @throws when it is none: nobody may be sent what they did not want because we can't read what they want
 */
export function compileFilter(filter: unknown): Filter {
  const parsed = parseFilter(filter)
  if (parsed.kind === 'faulty') throw new Error(`a stored filter is none: ${JSON.stringify(parsed.faults)}`)
  const { clause } = parsed
  return (subject, effort) => meets(clause, subject, effort)
}
