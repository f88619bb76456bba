import type { Context } from './context.ts'

/** An option of a command, and how what was typed becomes what the command gets. */
export interface Option<T> {
  /** How its value is written, such as `<id>`; a flag has none. */
  value?: string
  summary: string
  short?: string
  choices?: readonly string[]
  repeatable?: true
  /** @throws {UsageError} for what makes no sense */
  read(typed: unknown): T
}

type Options = Record<string, Option<unknown>>
type Values<O extends Options> = { [K in keyof O]: O[K] extends Option<infer T> ? T : never }

/** One command: its help, its completion and its page in the reference all come from here. */
export interface Command {
  name: string
  /** `<id>` must be there, `[id]` may be, `[more...]` may be several. */
  args: readonly Argument[]
  summary: string
  details?: string
  examples: readonly Example[]
  options: Options
  /** What `--json` prints. */
  json?: string
  /** @returns the exit code; done unless told */
  run(context: Context, args: string[], options: Record<string, unknown>): Promise<number | undefined>
}

export interface Argument {
  name: string
  summary: string
}

type Example = readonly [typed: string, meaning: string]

/** Commands of one thing: `g5 events list`, `g5 events get`. */
export interface Group {
  name: string
  summary: string
  commands: readonly Command[]
}

export const isGroup = (entry: Command | Group): entry is Group => 'commands' in entry

interface Definition<O extends Options> extends Omit<Command, 'run' | 'options' | 'args'> {
  args?: readonly Argument[]
  options?: O
  /** @returns the exit code, where it is a number */
  run(context: Context, args: string[], options: Values<O>): Promise<unknown>
}

// biome-ignore lint/complexity/noBannedTypes: no options are no keys
export function command<O extends Options = {}>({ args = [], options, run, ...rest }: Definition<O>): Command {
  return {
    ...rest,
    args,
    options: options ?? {},
    async run(context, given, typed) {
      const code = await run(context, given, readAll(options, typed))
      return typeof code === 'number' ? code : undefined
    },
  }
}

function readAll<O extends Options>(options: O | undefined, typed: Record<string, unknown>): Values<O> {
  const entries = Object.entries(options ?? {}).map(([name, option]) => [name, option.read(typed[name])])
  return Object.fromEntries(entries) as Values<O>
}
