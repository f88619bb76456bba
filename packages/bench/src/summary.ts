import type { Machine } from './machine.ts'
import type { Options } from './options.ts'
import type { BareFigures } from './scenarios/bare.ts'
import type { Figures } from './scenarios/figures.ts'
import type { Results } from './scenarios/rounds.ts'
import { medians, ratio } from './statistics.ts'
import type { Findings } from './studies/index.ts'

/** What `--json` writes. */
export interface Summary {
  machine: Machine
  options: Options
  medians: {
    stream: Figures | undefined
    obvious: Figures | undefined
    steady: Figures | undefined
    bare: BareFigures | undefined
  }
  /** Events a second in and out: the product's by the obvious pipeline's. */
  streamByObvious: number | undefined
  /** CPU from POST to webhook: the obvious pipeline's by the product's. */
  cpuObviousByStream: number | undefined
  /** The worker's CPU for a delivery, in stream, by the bare loop's. */
  workerByBare: { dispatch: number | undefined; request: number | undefined }
  runs: Results
  studies: Findings
}

export function summarise(machine: Machine, options: Options, runs: Results, studies: Findings): Summary {
  const [stream, obvious] = [medians(runs.stream), medians(runs.obvious)]
  const bare = medians(runs.bare)
  return {
    machine,
    options,
    medians: { stream, obvious, steady: medians(runs.steady), bare },
    streamByObvious: ratio(stream?.sustainedPerSecond, obvious?.sustainedPerSecond),
    cpuObviousByStream: ratio(obvious?.pipelineCpuUs, stream?.pipelineCpuUs),
    workerByBare: {
      dispatch: ratio(stream?.workerCpuUs, bare?.dispatchCpuUs),
      request: ratio(stream?.workerCpuUs, bare?.requestCpuUs),
    },
    runs,
    studies,
  }
}

/** What must not happen, in words; none when all is well. The obvious pipeline may do as it likes. */
export function faultsOf({ stream, steady }: Results): string[] {
  return Object.entries({ stream, steady }).flatMap(([name, runs]) => {
    const count = (figure: 'lost' | 'wronglySigned') => runs.reduce((sum, run) => sum + run[figure], 0)
    const faults = []
    if (count('lost') > 0) faults.push(`${name}: ${count('lost')} accepted events were never delivered`)
    if (count('wronglySigned') > 0) faults.push(`${name}: ${count('wronglySigned')} webhooks were wrongly signed`)
    if (runs.some((run) => run.acceptedPerSecond === 0)) faults.push(`${name}: nothing was accepted`)
    return faults
  })
}
