import { G5Problem, verbatim } from '@g5/sdk'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import { UsageError } from '../failures.ts'
import { text, texts, time } from '../options.ts'
import { exampleOf } from '../schemas/example.ts'
import { given } from './list.ts'

export const trigger = command({
  name: 'trigger',
  summary: 'Post an event',
  args: [
    { name: '<type>', summary: 'of the event, such as invoice.paid' },
    { name: '[pairs...]', summary: 'of the payload: amount=5, customer.name=Ada' },
  ],
  details:
    'Without a payload, one is made from the example or the schema of the event type, where it has one.\nPairs change what is given by --payload or made.',
  options: {
    payload: text('<json>', 'JSON, @file, or - for stdin; sent byte for byte unless there are pairs'),
    uid: text('<uid>', 'Your own id: the same one again makes no second event'),
    channels: texts('<name>', 'Of the event'),
    endpoint: texts('<id>', 'Only to this endpoint (id or uid)'),
    at: { ...time('Not before then', 'ahead') },
  },
  examples: [
    ['g5 trigger invoice.paid', 'with an example'],
    ['g5 trigger invoice.paid amount=5 customer.name=Ada', 'values that are JSON are taken as it'],
    ['g5 trigger invoice.paid --payload @invoice.json', ''],
  ],
  json: 'the answer of POST /v1/events',
  async run(context, [type = '', ...pairs], { payload, uid, channels, endpoint, at }) {
    const { out, g5 } = context
    const body = await payloadOf(context, type, payload, pairs)
    const event = await g5.events.post({
      type,
      payload: body,
      ...given({ uid, channels, endpointIds: endpoint, deliverAt: at }),
    })
    out.data(event)
    out.line(`${event.id}  ${event.type}  ${event.deliveries === 1 ? '1 delivery' : `${event.deliveries} deliveries`}`)
    if (out.quiet) out.value(event.id)
    if (event.deliveries === 0) out.note(`No endpoint wants it: \`g5 explain ${event.id} ENDPOINT\` says why.`)
  },
})

async function payloadOf(
  context: Context,
  type: string,
  payload: string | undefined,
  pairs: readonly string[],
): Promise<unknown> {
  if (payload === undefined) return withPairs(await made(context, type, pairs.length > 0), pairs)
  const given = await context.terminal.read(payload)
  try {
    return pairs.length === 0 ? verbatim(given) : withPairs(JSON.parse(given), pairs)
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new UsageError(
        `The payload is no JSON: ${error.message}`,
        'A file is @invoice.json; pairs need no --payload.',
      )
    throw error
  }
}

async function made({ g5, out }: Context, type: string, hasPairs: boolean): Promise<unknown> {
  try {
    const { examples, schema } = await g5.eventTypes.get(type)
    if (examples.length > 0) return examples[0]
    if (schema !== null) return exampleOf(schema)
  } catch (error) {
    if (!(error instanceof G5Problem && error.status === 404)) throw error
  }
  if (!hasPairs) out.note(`${type} has no schema to make an example of: the payload is {}.`)
  return {}
}

function withPairs(base: unknown, pairs: readonly string[]): unknown {
  if (pairs.length === 0) return base
  if (!isObject(base)) throw new UsageError('Pairs change an object, and the payload is none')
  const whole = structuredClone(base)
  for (const pair of pairs) set(whole, pair)
  return whole
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function set(whole: Record<string, unknown>, pair: string): void {
  const at = pair.indexOf('=')
  if (at < 1) throw new UsageError(`"${pair}" is no pair such as amount=5`)
  const names = pair.slice(0, at).split('.')
  const last = names.pop() ?? ''
  let place = whole
  for (const name of names) {
    const next = Object.hasOwn(place, name) ? place[name] : undefined
    const inner = isObject(next) ? next : {}
    define(place, name, inner)
    place = inner
  }
  define(place, last, parsed(pair.slice(at + 1)))
}

/** Also where the name is `__proto__`. */
function define(place: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(place, name, { value, enumerable: true, writable: true, configurable: true })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text // It is a text, then.
  }
}
