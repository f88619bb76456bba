import type { Ground } from '../ground.ts'
import type { ScenarioName } from '../options.ts'
import { startG5 } from '../processes/g5.ts'
import { startObvious } from '../processes/obvious.ts'
import { openScope, type Scope } from '../scope.ts'
import { type BareFigures, measureBare } from './bare.ts'
import type { Figures } from './figures.ts'
import { measure } from './measure.ts'

/** Every run of each scenario, in the order in which they were made. */
export interface Results {
  stream: Figures[]
  obvious: Figures[]
  steady: Figures[]
  bare: BareFigures[]
}

/**
 * What is compared takes turns: a neighbour that is loud for a while is so for both sides. Each turn has processes and
 * a database of its own.
 */
export async function runRounds(scope: Scope, ground: Ground): Promise<Results> {
  const { options } = ground
  const results: Results = { stream: [], obvious: [], steady: [], bare: [] }
  const turns: Record<ScenarioName, (scope: Scope, ground: Ground) => Promise<unknown>> = {
    stream: async (...on) => results.stream.push(await measure(...on, { name: 'stream', start: startG5 })),
    obvious: async (...on) => results.obvious.push(await measure(...on, { name: 'obvious', start: startObvious })),
    bare: async (...on) => results.bare.push(await measureBare(...on)),
    steady: async (...on) =>
      results.steady.push(await measure(...on, { name: 'steady', start: startG5, rate: options.rate })),
  }
  for (let run = 1; run <= options.runs; run++) {
    for (const name of options.scenarios) {
      const turn = openScope(scope)
      const say = (what: string) => ground.say(`run ${run} of ${options.runs}: ${what}`)
      await turns[name](turn, { ...ground, say })
      say(`${name}: stopping`)
      await turn.close()
    }
  }
  return results
}
