import type { StreamedEvent } from '@g5/sdk'
import type { Context } from '../context.ts'
import { printable } from '../output/width.ts'
import type { Forwarded, Outcome } from './forward.ts'
import { wants } from './types.ts'

interface Deps {
  send(event: Forwarded): Promise<Outcome | undefined>
  stop(): void
  /** Whether keys are heard. */
  enabled: boolean
}

/** The list of what came, and the keys that do something with it. */
export function createConsole({ out, terminal }: Context, { send, stop, enabled }: Deps) {
  let last: { data: StreamedEvent; event: Forwarded | undefined; outcome: Outcome | undefined } | undefined
  let filter: string[] | undefined
  let typing: string | undefined
  const waiting: string[] = []
  let paused = false

  const say = (line: string) => {
    if (paused || typing !== undefined) waiting.push(line)
    else out.line(line)
  }
  const flush = () => {
    for (const line of waiting.splice(0)) out.line(line)
  }

  async function again(): Promise<void> {
    if (!last?.event) return out.note('There is nothing to send again yet.')
    const { data, event } = last
    const outcome = await send(event)
    if (last.data === data) last = { ...last, outcome }
    say(`${line(data, outcome)}  (again)`)
  }

  function open(): void {
    if (!last) {
      out.note('Nothing has come yet.')
      return
    }
    const { data, outcome } = last
    out.line(JSON.stringify(data, undefined, 2))
    if (outcome) out.line(`HTTP ${outcome.status ?? '-'} after ${outcome.ms} ms: ${printable(outcome.detail)}`)
  }

  function type(key: string): void {
    if (key === '\r' || key === '\n') {
      filter = typing
        ?.split(',')
        .map((one) => one.trim())
        .filter(Boolean)
      typing = undefined
      out.note(`\nShown: ${filter?.length ? filter.join(', ') : 'all'} (all are forwarded).`)
      flush()
      return
    }
    if (key === '\u007f' || key === '\b') typing = typing?.slice(0, -1)
    else typing += key
    process.stderr.write(`\r\u001b[KFilter: ${typing}`)
  }

  const actions: Record<string, () => void> = {
    '\u0003': stop,
    q: stop,
    r: () => void again().catch((error: unknown) => out.failure(String(error))),
    o: open,
    f() {
      typing = ''
      process.stderr.write('Filter: ')
    },
    p() {
      paused = !paused
      out.note(paused ? 'The list is paused; events are forwarded all the same. p goes on.' : 'On again.')
      if (!paused) flush()
    },
  }

  function press(key: string): void {
    if (typing !== undefined && key !== '\u0003') type(key)
    else actions[key]?.()
  }

  function line(data: StreamedEvent, outcome: Outcome | undefined): string {
    const { status, ms, detail } = outcome ?? {}
    const good = status !== undefined && status >= 200 && status < 300
    const how = outcome
      ? `  ${out.paint(status === undefined ? 'failed' : String(status), good ? 'green' : 'red')}  ${ms} ms`
      : ''
    const why = outcome && status === undefined ? `  ${detail}` : ''
    return `${data.createdAt.slice(11, 19)}  ${data.id}${how}  ${data.type}${why}`
  }

  const silence = enabled ? terminal.keys(press) : () => {}
  if (enabled) out.note('Keys: r again, o open, f filter, p pause, q quit')
  return {
    show(data: StreamedEvent, event: Forwarded | undefined, outcome: Outcome | undefined): void {
      last = { data, event, outcome }
      if (wants(filter, data.type)) say(line(data, outcome))
    },
    end(): void {
      silence()
      flush()
    },
  }
}
