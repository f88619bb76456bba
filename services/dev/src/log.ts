import pc from 'picocolors'

/** Who speaks in the terminal. */
export type Speaker = 'g5' | 'postgres' | 'console' | 'migrate' | 'seed' | 'api' | 'worker' | 'demo'

export interface Log {
  /** A sentence of the supervisor's own. */
  say(speaker: Speaker, sentence: string, level?: 'info' | 'warn' | 'error'): void
  /** A line as a child wrote it. */
  pass(speaker: Speaker, line: string): void
}

interface LogOptions {
  format: 'pretty' | 'json'
  colours: boolean
  write: (text: string) => void
  now: () => Date
}

const width = 'postgres'.length
/** Said by the prefix, or of no use to a person who watches. */
const silent = new Set(['time', 'level', 'msg', 'pid', 'hostname', 'service', 'v', 'err'])

export function createLog({ format, colours, write, now }: LogOptions): Log {
  const c = pc.createColors(colours)
  const paint = {
    g5: c.bold,
    postgres: c.blue,
    console: c.blue,
    migrate: c.blue,
    seed: c.blue,
    api: c.green,
    worker: c.magenta,
    demo: c.cyan,
  }
  const put = (speaker: Speaker, text: string) => {
    for (const line of text.split('\n')) write(`${paint[speaker](speaker.padEnd(width))} ${c.dim('|')} ${line}\n`)
  }
  const levels: Record<string, (text: string) => string> = {
    warn: c.yellow,
    error: c.red,
    fatal: c.red,
    debug: c.dim,
    trace: c.dim,
  }

  if (format === 'json')
    return {
      say: (speaker, msg, level = 'info') =>
        write(`${JSON.stringify({ level, time: now().toISOString(), service: speaker, msg })}\n`),
      pass: (_speaker, line) => write(`${line}\n`),
    }
  return {
    say: (speaker, sentence, level = 'info') => put(speaker, (levels[level] ?? String)(sentence)),
    pass(speaker, line) {
      const entry = parse(line)
      if (!entry) return put(speaker, line)
      const { time, level, msg = '' } = entry
      const word = String(level)
      const fields = Object.entries(entry).flatMap(([name, value]) =>
        silent.has(name) ? [] : [`${name}=${short(value)}`],
      )
      const head = `${c.dim(clock(time))} ${(levels[word] ?? String)(word.padEnd(5))} ${msg}`
      put(speaker, [`${head} ${c.dim(fields.join(' '))}`.trimEnd(), ...errorOf(entry)].join('\n'))
    },
  }
}

/** A child's line as a person would quote it. */
export function quote(line: string): string {
  const entry = parse(line)
  if (!entry) return line
  const { message } = (entry['err'] ?? {}) as { message?: unknown }
  return [entry['level'], entry['msg'], message !== entry['msg'] && message].filter(Boolean).join(' ')
}

function parse(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const clock = (time: unknown) => {
  const date = new Date(time as string | number)
  return Number.isNaN(date.getTime()) ? '        ' : date.toTimeString().slice(0, 8)
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}

/** The error on lines of its own, with its stack where it has one. */
function errorOf({ err }: Record<string, unknown>): string[] {
  if (typeof err !== 'object' || err === null) return []
  const { stack, message } = err as { stack?: unknown; message?: unknown }
  return [`  ${String(stack ?? message ?? JSON.stringify(err)).replaceAll('\n', '\n  ')}`]
}
