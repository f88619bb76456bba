import type { Ground } from '../ground.ts'
import type { ScenarioName } from '../options.ts'
import { startEndpoints, startFanOut, startG5, startIngest } from '../processes/g5.ts'
import { startObvious } from '../processes/obvious.ts'
import { openScope, type Scope } from '../scope.ts'
import { type BareFigures, measureBare } from './bare.ts'
import { type DrainFigures, measureDrain } from './drain.ts'
import type { Figures } from './figures.ts'
import { measure, type Way } from './measure.ts'
import { measureRoute, type RouteFigures } from './route.ts'

/** What is loaded from outside and told by the same figures. */
export type WayName = Exclude<ScenarioName, 'route' | 'bare' | 'drain'>

/** Every run of each scenario, in the order in which they were made. */
export interface Results extends Record<WayName, Figures[]> {
  route: RouteFigures[]
  bare: BareFigures[]
  drain: DrainFigures[]
}

/** Endpoints of an event. */
const fanOut = 50
/** Events a second: just above what is promised, in deliveries. */
const fanOutRate = 62
const batchSize = 100
/** With more, more events would wait than the product takes in. */
const batchConnections = 8

/**
 * What is compared takes turns: a neighbour that is loud for a while is so for both sides. Each turn has processes and
 * a database of its own.
 */
export async function runRounds(scope: Scope, ground: Ground): Promise<Results> {
  const { options } = ground
  const ways: Record<WayName, Omit<Way, 'name'>> = {
    ingest: { start: startIngest, storesOnly: true },
    stream: { start: startG5 },
    obvious: { start: startObvious },
    fanout: { start: startFanOut(fanOut), fan: fanOut, rate: fanOutRate },
    batch: { start: startG5, perRequest: batchSize, connections: batchConnections },
    endpoints: { start: startEndpoints },
    steady: { start: startG5, rate: options.rate },
  }
  const measured =
    (name: WayName): Turn =>
    async (...on) =>
      results[name].push(await measure(...on, { name, ...ways[name] }))
  const results: Results = {
    ...{ ingest: [], route: [], stream: [], obvious: [], bare: [] },
    ...{ fanout: [], batch: [], endpoints: [], drain: [], steady: [] },
  }
  const turns: Record<ScenarioName, Turn> = {
    ingest: measured('ingest'),
    route: async (...on) => results.route.push(await measureRoute(...on)),
    stream: measured('stream'),
    obvious: measured('obvious'),
    bare: async (...on) => results.bare.push(await measureBare(...on)),
    fanout: measured('fanout'),
    batch: measured('batch'),
    endpoints: measured('endpoints'),
    drain: async (...on) => results.drain.push(await measureDrain(...on)),
    steady: measured('steady'),
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

type Turn = (scope: Scope, ground: Ground) => Promise<unknown>
