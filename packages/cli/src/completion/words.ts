import { type Command, type Group, isGroup } from '../command.ts'
import { globalOptions } from '../global-options.ts'
import { kebab } from '../naming.ts'

export interface Words {
  /** What stands before: `` for the first word, `dlq` for what follows it. */
  path: string
  words: { word: string; summary: string }[]
}

const globals = globalOptions.map(([flags, summary]) => ({ word: /--[\w-]+/.exec(flags)?.[0] ?? '', summary }))

/** What may follow what, for any shell. */
export function completions(entries: readonly (Command | Group)[]): Words[] {
  const top = entries.map(({ name, summary }) => ({ word: name, summary }))
  return [
    { path: '', words: [...top, { word: 'help', summary: 'print help for a command' }, ...globals] },
    ...entries.flatMap((entry): Words[] => {
      if (!isGroup(entry)) return [{ path: entry.name, words: [...argumentsOf(entry), ...optionsOf(entry)] }]
      return [
        { path: entry.name, words: entry.commands.map(({ name, summary }) => ({ word: name, summary })) },
        ...entry.commands.map((one) => ({ path: `${entry.name} ${one.name}`, words: optionsOf(one) })),
      ]
    }),
  ]
}

const argumentsOf = ({ name }: Command) =>
  name === 'completion' ? ['bash', 'zsh', 'fish'].map((word) => ({ word, summary: 'for this shell' })) : []

const optionsOf = ({ options }: Command) => [
  ...Object.entries(options).map(([name, { summary }]) => ({ word: `--${kebab(name)}`, summary })),
  ...globals,
  { word: '--help', summary: 'print help' },
]
