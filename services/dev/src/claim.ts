import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, isPortFree, Refusal } from '@g5/testing/embedded-postgres'
import type { Settings } from './settings.ts'

export const supervisorFile = (dataDir: string) => join(dataDir, 'supervisor.pid')

/** The `pnpm start` that runs on this directory now. A process id may have become another's, so its name is asked. */
export function runningSupervisor(dataDir: string): number | undefined {
  const file = supervisorFile(dataDir)
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8'))
  if (pid === process.pid || !isAlive(pid)) return undefined
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('services/dev/') ? pid : undefined
  } catch {
    return existsSync('/proc/self') ? undefined : pid
  }
}

/** Takes the directory and looks at the ports, before anything slow begins. Gives it back with `release`. */
export async function claim({ dataDir, apiPort, workerPort }: Settings): Promise<{ release(): void }> {
  const other = runningSupervisor(dataDir)
  if (other)
    throw new Refusal(
      `pnpm start already runs on ${dataDir} (process ${other}). Stop that one first, ` +
        'or start a second with a DATA_DIR, a PORT and a WORKER_PORT of its own.',
    )
  for (const [name, port, whose] of [
    ['PORT', apiPort, 'the API'],
    ['WORKER_PORT', workerPort, 'the worker'],
  ] as const)
    if (!(await isPortFree(port)))
      throw new Refusal(
        `Port ${port} is taken, and ${whose} should listen there. Stop what listens on it, or choose another: ` +
          `${name}=${port + 10} pnpm start`,
      )
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    writeFileSync(supervisorFile(dataDir), `${process.pid}\n`)
  } catch (error) {
    throw new Refusal(
      `Can't write to ${dataDir}, where development keeps its data: ${(error as Error).message}. ` +
        'Give this user the right to, or name another place: DATA_DIR=/some/where pnpm start',
    )
  }
  return { release: () => rmSync(supervisorFile(dataDir), { force: true }) }
}
