import { parseArgs } from 'node:util'

export interface Command<O extends string, V extends string = never> {
  /** What `--help` prints. */
  help: string
  /** Flags besides `--help`. */
  flags?: readonly O[]
  /** Flags that a word follows. */
  values?: readonly V[]
  /** Words after the flags: none unless told. */
  words?: boolean
  /** Resolves with the exit code. */
  run(flags: Partial<Record<O, boolean>>, words: string[], values: Partial<Record<V, string>>): Promise<number>
}

export const say = (line: string) => void process.stdout.write(`${line}\n`)
export const complain = (line: string) => void process.stderr.write(`${line}\n`)

/** Runs a command as this process: what goes wrong is said in one line, and the exit code is not 0. */
export async function runAsProcess<O extends string, V extends string = never>({
  help,
  flags = [],
  values = [],
  words = false,
  run,
}: Command<O, V>): Promise<void> {
  try {
    const options = {
      ...Object.fromEntries([...flags, 'help'].map((flag) => [flag, { type: 'boolean' as const }])),
      ...Object.fromEntries(values.map((name) => [name, { type: 'string' as const }])),
    }
    const given = parseArgs({ options, allowPositionals: words })
    const { help: asked, ...said } = given.values
    if (asked) say(help.trim())
    else
      process.exitCode = await run(
        said as Partial<Record<O, boolean>>,
        given.positionals,
        said as Partial<Record<V, string>>,
      )
  } catch (error) {
    complain(error instanceof Error ? sentence(error) : String(error))
    process.exitCode = 1
  }
}

/** An error of the driver often has its reason in its code, and nothing in its message. */
export function sentence(error: Error & { code?: string }): string {
  const { cause } = error
  if (cause instanceof Error) return sentence(cause)
  return error.message || error.code || error.name
}

/** The first process of a container is ended by no signal that it does not listen to. */
export function onStopSignal(): AbortSignal {
  const stopping = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort())
  return stopping.signal
}
