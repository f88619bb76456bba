import type { Ground } from './ground.ts'

export interface Verdict {
  /** Green: as it should be. Yellow: look at it. Red: do not go on. */
  status: 'green' | 'yellow' | 'red'
  /** What there is; never a secret. */
  found: string
  /** What to do about it; undefined where there is nothing to do. */
  todo?: string
}

/** One row of the checklist. */
export interface Check {
  /** Stable: what scripts know it by. */
  id: string
  item: string
  look(ground: Ground): Verdict | Promise<Verdict>
}

export const green = (found: string): Verdict => ({ status: 'green', found })
export const yellow = (found: string, todo: string): Verdict => ({ status: 'yellow', found, todo })
export const red = (found: string, todo: string): Verdict => ({ status: 'red', found, todo })

/** What is no more than untidy on a developer's machine and must not be in production. */
export const redIn = (mode: string, found: string, todo: string): Verdict =>
  mode === 'production' ? red(found, todo) : yellow(found, todo)
