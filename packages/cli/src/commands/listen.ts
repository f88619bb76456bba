import { command } from '../command.ts'
import type { Context } from '../context.ts'
import { exits, UsageError } from '../failures.ts'
import { createConsole } from '../listen/console.ts'
import { type Forwarded, forward } from '../listen/forward.ts'
import { payloadText } from '../listen/payload.ts'
import { listenSecret } from '../listen/secret.ts'
import { tailed } from '../listen/tail.ts'
import { wants } from '../listen/types.ts'
import { choice, text, texts } from '../options.ts'

export const listen = command({
  name: 'listen',
  summary: 'Send each event that is accepted to a program on this machine',
  details:
    'Each is signed with a secret that is printed at the start and stays the same. A lost connection is made again, and\nwhat was accepted meanwhile follows; nothing is sent twice by itself.\nKeys on a terminal: r sends the last one again, o opens its details, f filters by type, p pauses the list, q ends.',
  options: {
    forwardTo: text('<url>', 'Of the program; without it events are only shown'),
    types: texts('<type>', 'Only these; * stands for anything'),
    secret: text('<secret>', 'What to sign with: - for stdin, or @file (G5_LISTEN_SECRET)'),
    print: choice(['json'], 'json: each event as a line of JSON, with what the program answered'),
  },
  examples: [
    ['g5 listen --forward-to http://localhost:4000/hook', ''],
    ["g5 listen --forward-to http://localhost:4000/hook --types 'invoice.*'", 'some of them'],
    ['g5 listen --print json | jq .event.payload', 'without a program to forward to'],
  ],
  json: 'as --print json: {"event", "forwarded": {"status", "ms", "detail"} | null} a line',
  async run(context, _args, { forwardTo, types, secret, print }) {
    const url = forwardTo === undefined ? undefined : target(forwardTo)
    const asJson = print === 'json' || context.out.json
    const signing = await listenSecret(context, secret)
    const stop = new AbortController()
    const end = () => stop.abort()
    process.once('SIGINT', end).once('SIGTERM', end)
    if (url) context.out.note(`Signed with ${signing}`)
    try {
      await follow(context, { url, signing, types, asJson, stop })
      return exits.done
    } catch (error) {
      if (stop.signal.aborted) return exits.done
      throw error
    } finally {
      process.off('SIGINT', end).off('SIGTERM', end)
    }
  },
})

interface Following {
  url: string | undefined
  signing: string
  types: string[] | undefined
  asJson: boolean
  stop: AbortController
}

async function follow(context: Context, { url, signing, types, asJson, stop }: Following): Promise<void> {
  const { out, terminal } = context
  const send = async (event: Forwarded) => (url ? forward(url, signing, event, stop.signal) : undefined)
  const screen = createConsole(context, {
    send,
    stop: () => stop.abort(),
    enabled: terminal.interactive && !asJson && !out.quiet,
  })
  try {
    // One after the other, in the order in which they are told.
    for await (const message of tailed(context, types, stop.signal)) {
      const { data } = message
      if (!wants(types, data.type)) continue
      const body = payloadText(message)
      const event = body === undefined ? undefined : { id: data.id, type: data.type, body }
      const outcome = event && (await send(event))
      if (asJson) process.stdout.write(`${JSON.stringify({ event: data, forwarded: outcome ?? null })}\n`)
      else if (out.quiet) out.value(data.id)
      else screen.show(data, event, outcome)
    }
  } finally {
    screen.end()
  }
}

function target(typed: string): string {
  const url = URL.parse(/^https?:\/\//.test(typed) ? typed : `http://${typed}`)
  if (url) return url.href
  throw new UsageError(`"${typed}" is no URL to forward to, such as http://localhost:4000/hook`)
}
