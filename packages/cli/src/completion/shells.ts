import type { Words } from './words.ts'

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

export const shells = { bash, zsh, fish }

/** One word or two that stand before, options left out, decide what may follow. */
function bash(all: readonly Words[]): string {
  const cases = all.map(
    ({ path, words }) => `    ${quoted(path)}) words=${quoted(words.map(({ word }) => word).join(' '))} ;;`,
  )
  return `# g5 completion bash: put \`source <(g5 completion bash)\` into ~/.bashrc
_g5() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' words='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      -*) ;;
      *) [[ "$path" == *' '* ]] || path="\${path:+$path }\${COMP_WORDS[i]}" ;;
    esac
  done
  _g5_words "$path" || _g5_words "\${path%% *}"
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
_g5_words() {
  case "$1" in
${cases.join('\n')}
    *) return 1 ;;
  esac
}
complete -o default -F _g5 g5
`
}

function zsh(all: readonly Words[]): string {
  const cases = all.map(({ path, words }) => {
    const list = words.map(({ word, summary }) => quoted(`${word}:${summary.replaceAll(':', '\\:')}`)).join(' ')
    return `    ${quoted(path)}) all=(${list}) ;;`
  })
  return `#compdef g5
# g5 completion zsh: put \`source <(g5 completion zsh)\` into ~/.zshrc, after compinit
_g5_words() {
  case "$1" in
${cases.join('\n')}
    *) return 1 ;;
  esac
}
_g5() {
  local place='' one
  local -a all
  for one in "\${(@)words[2,CURRENT-1]}"; do
    [[ "$one" == -* || "$place" == *' '* ]] || place="\${place:+$place }$one"
  done
  _g5_words "$place" || _g5_words "\${place%% *}"
  _describe 'g5' all || _files
}
compdef _g5 g5
`
}

function fish(all: readonly Words[]): string {
  const lines = all.flatMap(({ path, words }) =>
    words.map(({ word, summary }) => {
      const when = quoted(`__g5_at ${quoted(path)}`)
      const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`
      return `complete -c g5 -n ${when} ${what} -d ${quoted(summary)}`
    }),
  )
  return `# g5 completion fish | source, or into ~/.config/fish/completions/g5.fish
function __g5_at
    set -l words (string match -v -- '-*' (commandline -opc)[2..-1])[1..2]
    test "$words" = "$argv[1]" -o "$words[1]" = "$argv[1]" -a -n "$argv[1]"
end
complete -c g5 -f
${lines.join('\n')}
`
}
