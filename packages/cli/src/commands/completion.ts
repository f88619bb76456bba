import { command } from '../command.ts'
import { shells } from '../completion/shells.ts'
import { completions } from '../completion/words.ts'
import { UsageError } from '../failures.ts'

export const completion = command({
  name: 'completion',
  summary: 'Print the completion script of a shell',
  args: [{ name: '<shell>', summary: 'bash, zsh or fish' }],
  examples: [
    ['source <(g5 completion bash)', 'in ~/.bashrc; zsh alike'],
    ['g5 completion fish > ~/.config/fish/completions/g5.fish', ''],
  ],
  async run({ entries }, [shell = '']) {
    const script = Object.entries(shells).find(([name]) => name === shell)?.[1]
    if (!script) throw new UsageError(`There is no completion for "${shell}"`, 'There is one for bash, zsh and fish.')
    process.stdout.write(script(completions(entries)))
  },
})
