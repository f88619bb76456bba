import { Argument, Command as Commander, InvalidArgumentError, Option } from 'commander'
import { type Argument as Arg, type Command, type Option as Declared, type Group, isGroup } from './command.ts'
import { entries } from './commands/index.ts'
import type { Globals } from './context.ts'
import { globalOptions } from './global-options.ts'
import { kebab } from './naming.ts'

/** What is to be run, once the command line is understood. */
export interface Chosen {
  command: Command
  args: string[]
  options: Record<string, unknown>
  globals: Globals
}

/** The parser of the command line, made of the definitions. @param choose is called with what was typed */
export function createProgram(version: string, choose: (chosen: Chosen) => void): Commander {
  const program = new Commander('g5')
    .description('Webhooks of G5 Core, from the command line.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText(
      'after',
      `\nExamples:\n${examplesText(overview)}\n\nExit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 refused, 5 unreachable.`,
    )
  for (const [flags, summary] of globalOptions) program.option(flags, summary)
  for (const entry of entries) {
    if (!isGroup(entry)) add(program, entry, choose)
    else addGroup(program, entry, choose)
  }
  return program
}

const overview = [
  ['g5 login', 'sign in, and keep it'],
  ['g5 listen --forward-to http://localhost:4000/hook', 'have events sent to a local program'],
  ['g5 trigger invoice.paid', 'post an event like a real one'],
  ['g5 dlq replay --since 24h', 'send dead letters again'],
] as const

function addGroup(program: Commander, { name, summary, commands }: Group, choose: (chosen: Chosen) => void): void {
  const group = program.command(name).description(summary).helpCommand(false).showSuggestionAfterError()
  for (const one of commands) add(group, one, choose)
  const examples = commands.flatMap(({ examples }) => examples.slice(0, 1))
  group.addHelpText('after', `\nExamples:\n${examplesText(examples)}`)
}

function add(parent: Commander, command: Command, choose: (chosen: Chosen) => void): void {
  const made = parent.command(command.name).description(command.summary).showSuggestionAfterError()
  for (const argument of command.args) made.addArgument(argumentOf(argument))
  for (const [name, option] of Object.entries(command.options)) made.addOption(optionOf(name, option))
  const details = command.details ? `\n${command.details}\n` : ''
  made.addHelpText(
    'after',
    `${details}\nExamples:\n${examplesText(command.examples)}\n\nOptions of all commands: g5 --help`,
  )
  made.action(() => {
    const globals = made.optsWithGlobals<Globals>()
    choose({
      command,
      args: made.args,
      options: made.opts(),
      globals: {
        ...globals,
        json: Boolean(globals.json),
        quiet: Boolean(globals.quiet),
        verbose: Boolean(globals.verbose),
      },
    })
  })
}

const argumentOf = ({ name, summary }: Arg) => new Argument(name, summary)

export const flagsOf = (name: string, { short, value }: Declared<unknown>) =>
  `${short ? `-${short}, ` : ''}--${kebab(name)}${value ? ` ${value}` : ''}`

function optionOf(name: string, declared: Declared<unknown>): Option {
  const option = new Option(flagsOf(name, declared), declared.summary)
  const { choices } = declared
  if (declared.repeatable) option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value])
  else if (choices)
    option.argParser((value: string) => {
      if (choices.includes(value)) return value
      throw new InvalidArgumentError(`It is one of ${choices.join(', ')}.`)
    })
  return option
}

function examplesText(examples: readonly (readonly [string, string])[]): string {
  return examples.map(([typed, meaning]) => `  $ ${typed}${meaning && `\n      ${meaning}`}`).join('\n')
}
