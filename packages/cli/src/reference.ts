import { type Command, isGroup } from './command.ts'
import { entries } from './commands/index.ts'
import { exitMeanings } from './failures.ts'
import { globalOptions } from './global-options.ts'
import { flagsOf } from './program.ts'

/** The reference in Markdown, made of the same definitions as the help. */
export function reference(): string {
  const commands = entries.flatMap((entry) =>
    isGroup(entry)
      ? entry.commands.map((one) => [`${entry.name} ${one.name}`, one] as const)
      : [[entry.name, entry] as const],
  )
  return [
    '## Exit codes',
    rows([['code', 'meaning'], ...exitMeanings.map(([code, meaning]) => [String(code), meaning])]),
    '## Options of all commands',
    rows([['option', ''], ...globalOptions.map(([flags, summary]) => [`\`${flags}\``, summary])]),
    '## Commands',
    ...commands.map(([path, command]) => page(path, command)),
  ].join('\n\n')
}

function page(path: string, { args, summary, details, options, examples, json }: Command): string {
  const usage = [
    'g5',
    path,
    ...args.map(({ name }) => name),
    ...(Object.keys(options).length > 0 ? ['[options]'] : []),
  ].join(' ')
  const typed = [
    ...args.map((one) => [`\`${one.name}\``, one.summary]),
    ...Object.entries(options).map(([name, option]) => {
      const words = option.choices ? ` (${option.choices.join(', ')})` : ''
      return [`\`${flagsOf(name, option)}\``, option.summary + words]
    }),
  ]
  return [
    `### g5 ${path}`,
    `${summary}.${details ? ` ${details.replaceAll('\n', ' ')}` : ''}`,
    `\`${usage}\``,
    ...(typed.length > 0 ? [rows([['', ''], ...typed])] : []),
    ...(json ? [`\`--json\`: ${json}.`] : []),
    `\`\`\`sh\n${examples.map(([line, meaning]) => line + (meaning && `  # ${meaning}`)).join('\n')}\n\`\`\``,
  ].join('\n\n')
}

function rows([head = [], ...body]: string[][]): string {
  const row = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [row(head), `|${'---|'.repeat(head.length)}`, ...body.map(row)].join('\n')
}
