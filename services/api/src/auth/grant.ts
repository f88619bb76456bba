import type { Scope } from '@g5/contracts'
import { HttpProblem } from '../problem.ts'
import type { Principal } from './principal.ts'

/** Nobody grants what they lack. @throws {HttpProblem} `forbidden`, naming what that is */
export function mustHold({ scopes }: Principal, granted: Iterable<Scope>): void {
  const lacking = [...granted].filter((one) => !scopes.includes(one))
  if (lacking.length > 0)
    throw new HttpProblem('forbidden', { detail: `It needs ${lacking.join(', ')}: nobody grants what they lack.` })
}
