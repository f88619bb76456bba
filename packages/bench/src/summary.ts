import type { Machine } from './machine.ts'
import type { Options } from './options.ts'
import type { Results } from './scenarios/rounds.ts'
import { medians, ratio } from './statistics.ts'
import type { Findings } from './studies/index.ts'

/** What `--json` writes. */
export interface Summary {
  machine: Machine
  options: Options
  medians: { [Name in keyof Results]?: Results[Name][number] | undefined }
  ratios: Ratios
  runs: Results
  studies: Findings
}

/** Each by figures of the same runs; undefined where a side was not measured. */
type Ratios = ReturnType<typeof ratiosOf>

export function summarise(machine: Machine, options: Options, runs: Results, studies: Findings): Summary {
  const { route, bare, drain, ...ways } = runs
  const loaded = Object.fromEntries(Object.entries(ways).map(([name, made]) => [name, medians(made)]))
  const all: Summary['medians'] = { ...loaded, route: medians(route), bare: medians(bare), drain: medians(drain) }
  return { machine, options, medians: all, ratios: ratiosOf(all), runs, studies }
}

function ratiosOf({ ingest, route, stream, obvious, bare, drain }: Summary['medians']) {
  return {
    /** Events for each CPU-second of the API: the product's by the bare route's. */
    ingestByRoute: ratio(route?.cpuUs, ingest?.apiCpuUs),
    /** Events a second in and out: the product's by the obvious pipeline's. */
    streamByObvious: ratio(stream?.sustainedPerSecond, obvious?.sustainedPerSecond),
    /** CPU from POST to webhook: the obvious pipeline's by the product's. */
    cpuObviousByStream: ratio(obvious?.pipelineCpuUs, stream?.pipelineCpuUs),
    /** The worker's CPU for a delivery, in stream, by the bare loop's. */
    workerByRequest: ratio(stream?.workerCpuUs, bare?.requestCpuUs),
    workerByDispatch: ratio(stream?.workerCpuUs, bare?.dispatchCpuUs),
    deliveredByAccepted: ratio(stream?.deliveredPerSecond, stream?.acceptedPerSecond),
    drainByStream: ratio(drain?.perSecond, stream?.deliveredPerSecond),
  }
}

/** What must not happen, in words; none when all is well. The obvious pipeline may do as it likes. */
export function faultsOf({ obvious: _, route: __, bare: ___, drain: ____, ...ours }: Results): string[] {
  return Object.entries(ours).flatMap(([name, runs]) => {
    const count = (figure: 'lost' | 'wronglySigned') => runs.reduce((sum, run) => sum + run[figure], 0)
    const faults = []
    if (count('lost') > 0) faults.push(`${name}: ${count('lost')} accepted events were never delivered`)
    if (count('wronglySigned') > 0) faults.push(`${name}: ${count('wronglySigned')} webhooks were wrongly signed`)
    if (runs.some((run) => run.acceptedPerSecond === 0)) faults.push(`${name}: nothing was accepted`)
    return faults
  })
}
