import type { Clause, FilterSubject } from './filter.ts'
import { effortOfAnEvent, meets } from './filter.ts'
import { type Effort, isObject, member } from './filter-operators.ts'

/** A clause that does not hold. */
export interface Unmet {
  /** Where in the event: the steps from its root. */
  path: string[]
  /** What is there, in a few words; what it is worth is not for everybody to see. */
  found: { value: string; kind: string }
  wanted: string
}

/** Clauses that are told of: who has more of them mends these first. */
const most = 10

/** What it may cost to say why: each step down asks anew, and a stranger's payload still can't hang us. */
export const effortToExplain = 20 * effortOfAnEvent

/**
 * Why a filter does not want an event: the innermost clauses that fail. Empty when it does want it, since each step
 * down is taken only where {@link meets} says no.
 * @param effort what is left of it afterwards. Below zero: it did not see all of the event
 */
export function explainFilter(clause: Clause, value: unknown, effort: Effort = { left: effortToExplain }): Unmet[] {
  const fails = (one: Clause, of: unknown) => !meets(one, of, effort)

  function unmet(one: Clause, of: unknown): Unmet[] {
    if (!fails(one, of)) return []
    switch (one.kind) {
      case 'test':
        return [say(one, of, `${one.name} ${JSON.stringify(one.operand)}`)]
      case 'members':
        if (Array.isArray(of)) return [say(one, of, 'one element that meets all of the example')]
        return one.members.flatMap(({ key, clause }) => unmet(clause, member(of, key)))
      case 'elements':
        return [say(one, of, 'an array with an element for each of the examples')]
      case 'all':
        return one.clauses.flatMap((inner) => unmet(inner, of))
      case 'any': {
        const branches = one.clauses.flatMap((inner) => unmet(inner, of))
        return branches.length > 0 ? branches : [say(one, of, 'one of several')]
      }
      case 'not':
        return [say(one, of, `not ${sketch(one.clause)}`)]
    }
  }
  return unmet(clause, value).slice(0, most)
}

/** Does any clause of it look at this part of the event? */
export function looksAt(clause: Clause, part: keyof FilterSubject): boolean {
  if (clause.path.length > 0) return clause.path[0] === part
  switch (clause.kind) {
    case 'test':
      return false
    case 'members':
      return clause.members.some(({ key }) => key === part)
    case 'not':
      return looksAt(clause.clause, part)
    default:
      return clause.clauses.some((one) => looksAt(one, part))
  }
}

function say({ path }: Clause, value: unknown, wanted: string): Unmet {
  return { path, found: { value: show(value), kind: kindOf(value) }, wanted: short(wanted) }
}

function sketch(clause: Clause): string {
  if (clause.kind === 'test') return `${clause.name} ${JSON.stringify(clause.operand)}`
  if (clause.kind === 'members') return `as in the example of ${clause.members.map(({ key }) => key).join(', ')}`
  if (clause.kind === 'not') return `not ${sketch(clause.clause)}`
  return clause.kind === 'elements' ? 'as in the example' : clause.kind === 'all' ? 'all of several' : 'one of several'
}

function show(value: unknown): string {
  return isObject(value) || Array.isArray(value) || value === undefined ? kindOf(value) : short(JSON.stringify(value))
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return `an array of ${value.length}`
  return isObject(value) ? 'an object' : `a ${typeof value}`
}

const short = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text)
