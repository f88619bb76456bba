import { parseArgs } from 'node:util'

export interface Command<O extends string> {
  /** What `--help` prints. */
  help: string
  /** Flags besides `--help`. */
  flags?: readonly O[]
  /** Words after the flags: none unless told. */
  words?: boolean
  /** Resolves with the exit code. */
  run(flags: Partial<Record<O, boolean>>, words: string[]): Promise<number>
}

export const say = (line: string) => void process.stdout.write(`${line}\n`)
export const complain = (line: string) => void process.stderr.write(`${line}\n`)

/** Runs a command as this process: what goes wrong is said in one line, and the exit code is not 0. */
export async function runAsProcess<O extends string>({
  help,
  flags = [],
  words = false,
  run,
}: Command<O>): Promise<void> {
  try {
    const options = Object.fromEntries([...flags, 'help'].map((flag) => [flag, { type: 'boolean' as const }]))
    const given = parseArgs({ options, allowPositionals: words })
    if (given.values['help']) say(help.trim())
    else process.exitCode = await run(given.values as Partial<Record<O, boolean>>, given.positionals)
  } catch (error) {
    complain(error instanceof Error ? sentence(error) : String(error))
    process.exitCode = 1
  }
}

/** An error of the driver often has its reason in its code, and nothing in its message. */
function sentence(error: Error & { code?: string }): string {
  const { cause } = error
  if (cause instanceof Error) return sentence(cause)
  return error.message || error.code || error.name
}
