import { CommanderError } from 'commander'
import { entries } from './commands/index.ts'
import { type Context, createContext, type Globals } from './context.ts'
import { exits, tell } from './failures.ts'
import { createOutput } from './output/output.ts'
import { usualUrl } from './profiles/session.ts'
import { createStore } from './profiles/store.ts'
import { type Chosen, createProgram } from './program.ts'
import { createTerminal } from './terminal/terminal.ts'

export interface Process {
  argv: readonly string[]
  env: NodeJS.ProcessEnv
  stdin: NodeJS.ReadStream
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  version: string
}

/** Understands the command line and runs what it says. @returns the exit code */
export async function run(given: Process): Promise<number> {
  let chosen: Chosen | undefined
  const program = createProgram(given.version, (one) => {
    chosen = one
  })
  program.configureOutput({
    writeOut: (text) => void given.stdout.write(text),
    writeErr: (text) => void given.stderr.write(text.replace(/^error: /, 'g5: ')),
    getOutHelpWidth: () => Math.max(80, given.stdout.columns || Number(given.env['COLUMNS']) || 80),
  })
  try {
    program.parse(given.argv, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return usageOf(error)
    throw error
  }
  if (chosen === undefined) return exits.usage
  return carryOut(chosen, given)
}

/** Commander has told it; a group without a command prints its help, and is a mistake all the same. */
function usageOf({ code, exitCode }: CommanderError): number {
  return exitCode === 0 || code === 'commander.helpDisplayed' || code === 'commander.version' ? exits.done : exits.usage
}

async function carryOut({ command, args, options, globals }: Chosen, given: Process): Promise<number> {
  const out = createOutput(given, { json: globals.json, quiet: globals.quiet, noColor: !globals.color })
  const context = createContext({
    ...{ out, globals, entries, env: given.env },
    store: createStore(given.env),
    terminal: createTerminal(given.stdin, given.stderr),
  })
  try {
    return (await command.run(context, args, options)) ?? exits.done
  } catch (error) {
    return fail(error, context, globals)
  }
}

function fail(error: unknown, context: Context, globals: Globals): number {
  const { what, next, exit, json } = tell(error, urlOf(context))
  if (globals.json) context.out.problem({ error: json, exit })
  else context.out.failure([what, ...(next ? [`  ${next}`] : [])].join('\n'))
  if ((globals.verbose || context.env['DEBUG']) && error instanceof Error) context.out.failure(String(error.stack))
  return exit
}

/** Of the deployment that was asked, also when it was the profile that failed. */
function urlOf(context: Context): string {
  try {
    return context.session.url
  } catch {
    return usualUrl
  }
}
