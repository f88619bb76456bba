import { readEnvironment } from './environment.ts'
import { integer } from './kinds.ts'
import { port } from './network.ts'
import { sections } from './sections.ts'
import { everywhere, inServices, type Mode, modeOf } from './shared.ts'

export const workerVariables = (mode: Mode) => ({
  ...everywhere,
  WORKER_PORT: port.prefault('3001').meta({ description: "The port of the worker's health and metrics" }),
  WORKER_CONCURRENCY: integer(1, 20_000)
    .prefault('500')
    .meta({ description: 'Slots: deliveries in flight at once in one worker' }),
  SWEEP_INTERVAL_MS: integer(1_000, 600_000)
    .prefault('30000')
    .meta({ description: 'Milliseconds between two looks at everything that waits, which repair lost wake-ups' }),
  LEADER_HEARTBEAT_MS: integer(100, 4_000).prefault('1000').meta({
    description: "Milliseconds between the dispatching worker's signs of life, and others' tries to take over",
  }),
  ...inServices(mode),
})

export type WorkerConfig = ReturnType<typeof loadWorkerConfig>

/** @throws {InvalidEnvironment} with all that is missing or wrong */
export function loadWorkerConfig(env: NodeJS.ProcessEnv = process.env) {
  const values = readEnvironment(env, workerVariables(modeOf(env)))
  return {
    ...sections(values),
    http: { host: values.HOST, port: values.WORKER_PORT },
    slots: values.WORKER_CONCURRENCY,
    dispatch: { sweepIntervalMs: values.SWEEP_INTERVAL_MS, heartbeatMs: values.LEADER_HEARTBEAT_MS },
  }
}
