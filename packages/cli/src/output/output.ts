import { styleText } from 'node:util'
import { type Colour, type Column, table } from './table.ts'
import { printable } from './width.ts'

/** Where a command's words go: results on stdout; progress, questions and failures on stderr. */
export interface Output {
  readonly json: boolean
  readonly quiet: boolean
  /** Columns; Infinity where nothing has to fit. */
  readonly width: number
  /** A result for people; with `--json` or `--quiet` it is not printed. */
  line(text?: string): void
  /** A result that is also wanted with `--quiet`: an id, a secret. */
  value(text: string): void
  /** A document for programs, with `--json` alone. */
  data(value: unknown): void
  /** One of many, a line each, with `--json` alone. */
  record(value: unknown): void
  /** Word of what goes on, on stderr; not with `--quiet`. */
  note(text: string): void
  table<R>(rows: readonly R[], columns: readonly Column<R>[]): void
  /** Names and values, one a line. */
  fields(
    pairs: readonly (readonly [
      name: string,
      value: string | number | boolean | null | undefined,
      colour?: Colour | undefined,
    ])[],
  ): void
  paint(text: string, colour: Colour): string
  failure(text: string): void
  /** The same for programs: a line of JSON on stderr. */
  problem(value: unknown): void
}

interface Ends {
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  env: NodeJS.ProcessEnv
}

export function createOutput(
  { stdout, stderr, env }: Ends,
  { json, quiet, noColor }: { json: boolean; quiet: boolean; noColor: boolean },
): Output {
  const coloured = (stream: NodeJS.WriteStream) =>
    stream.isTTY === true && !noColor && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  const painter = (stream: NodeJS.WriteStream) => (text: string, colour: Colour) =>
    coloured(stream) ? styleText(colour, text, { validateStream: false }) : text
  const paint = painter(stdout)
  const width = widthOfScreen(stdout, env)
  const put = (text: string) => void stdout.write(`${text}\n`)
  const line = (text = '') => {
    if (!json && !quiet) put(text)
  }
  return {
    json,
    quiet,
    width,
    line,
    paint,
    value: (text) => void (json || put(text)),
    data: (value) => void (json && put(JSON.stringify(value, undefined, 2))),
    record: (value) => void (json && put(JSON.stringify(value))),
    note: (text) => void (quiet || stderr.write(`${text}\n`)),
    table(rows, columns) {
      if (json) return
      if (!quiet) return table(rows, columns, width, paint).forEach(put)
      const [first] = columns
      if (first) for (const row of rows) put(printable(String(first.value(row) ?? '')))
    },
    fields(pairs) {
      const longest = Math.max(...pairs.map(([name]) => name.length))
      for (const [name, value, colour] of pairs) {
        const text = value === null || value === undefined || value === '' ? '-' : printable(String(value))
        line(`${paint(name.padEnd(longest), 'dim')}  ${colour ? paint(text, colour) : text}`)
      }
    },
    problem: (value) => void stderr.write(`${JSON.stringify(value)}\n`),
    failure: (text) => void stderr.write(`${painter(stderr)('g5:', 'red')} ${text}\n`),
  }
}

/** 80 columns are the least; what goes into a file or a pipe has no edge. */
function widthOfScreen(stdout: NodeJS.WriteStream, env: NodeJS.ProcessEnv): number {
  const told = Number(env['COLUMNS'])
  if (stdout.isTTY) return Math.max(80, stdout.columns || told || 80)
  return told > 0 ? Math.max(80, told) : Number.POSITIVE_INFINITY
}
