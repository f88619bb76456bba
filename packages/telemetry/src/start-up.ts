import type { Logger } from './logger.ts'

/** The steps of a process that starts, each logged with the milliseconds since it began. */
interface StartUp {
  /** A step that fails names itself and ends the process with exit code 1. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>
  done(name: string): void
}

export function createStartUp(log: Logger): StartUp {
  const done = (name: string) => log.info({ ms: Math.round(process.uptime() * 1000) }, `start: ${name}`)
  return {
    done,
    async step(name, work) {
      try {
        const result = await work()
        done(name)
        return result
      } catch (err) {
        log.fatal({ err }, `start failed: ${name}`)
        return process.exit(1)
      }
    },
  }
}

/** The environment, or the end of the process with what is wrong with it: nothing can be logged yet. */
export function readOrExit<T>(load: () => T): T {
  try {
    return load()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    return process.exit(1)
  }
}
