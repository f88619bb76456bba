import { command, type Group } from '../command.ts'
import { tailed } from '../listen/tail.ts'
import { wants } from '../listen/types.ts'
import { flag, text, texts, time } from '../options.ts'
import { given, moment, paging, printList } from './list.ts'

const list = command({
  name: 'list',
  summary: 'List events, newest first',
  options: {
    type: texts('<type>', 'Only of this type'),
    uid: texts('<uid>', 'Only of this uid'),
    since: time('Only from then on'),
    until: time('Only before then'),
    unmatched: flag('Only those that no endpoint wanted'),
    search: text('<text>', 'An id, a uid, metadata; text of payloads of the last 24 h'),
    ...paging,
  },
  examples: [
    ['g5 events list --type invoice.paid --since 1h', 'of the last hour'],
    ['g5 events list --search in_42 --json', 'for programs'],
  ],
  json: 'the answer of GET /v1/events',
  async run({ out, g5 }, _args, { type, uid, since, until, unmatched, search, ...page }) {
    const query = given({
      type,
      uid,
      from: since,
      to: until,
      unmatched: unmatched ? ('true' as const) : undefined,
      q: search,
    })
    await printList(out, page, (asked) => g5.events.list({ ...query, ...asked }), [
      { title: 'ID', value: ({ id }) => id },
      { title: 'TYPE', value: (row) => row.type, flexible: true },
      { title: 'CREATED', value: ({ createdAt }) => moment(createdAt) },
      { title: 'UID', value: (row) => row.uid, flexible: true, optional: 2 },
      { title: 'TENANT', value: ({ tenantId }) => tenantId, optional: 3 },
      {
        title: 'METADATA',
        value: ({ metadata }) =>
          Object.entries(metadata)
            .map((pair) => pair.join('='))
            .join(' '),
        flexible: true,
        optional: 1,
      },
    ])
  },
})

const get = command({
  name: 'get',
  summary: 'Show an event, its payload, and what became of it',
  args: [{ name: '<id>', summary: 'of the event' }],
  examples: [['g5 events get evt_01k71a8700e008000000000001', '']],
  json: 'the answer of GET /v1/events/:id',
  async run({ out, g5 }, [id = '']) {
    const event = await g5.events.get(id)
    out.data(event)
    if (out.quiet) return out.value(event.id)
    out.fields([
      ['id', event.id],
      ['type', event.type],
      ['created', event.createdAt],
      ['uid', event.uid],
      [
        'deliveries',
        Object.entries(event.deliveries)
          .filter(([, n]) => n > 0)
          .map(([status, n]) => `${n} ${status}`)
          .join(', '),
      ],
      ['channels', event.channels?.join(' ')],
      [
        'metadata',
        Object.entries(event.metadata)
          .map((pair) => pair.join('='))
          .join(' '),
      ],
    ])
    if (event.payload !== undefined) out.line(`\n${JSON.stringify(event.payload, undefined, 2)}`)
  },
})

const tail = command({
  name: 'tail',
  summary: 'Show each event as it is accepted, until Ctrl-C',
  options: { types: texts('<type>', 'Only these; * stands for anything') },
  examples: [
    ["g5 events tail --types 'invoice.*'", ''],
    ['g5 events tail --json | jq .payload', 'a line each'],
  ],
  json: 'a line an event, as GET /v1/events/stream has it',
  async run(context, _args, { types }) {
    const { out } = context
    for await (const { data } of tailed(context, types)) {
      if (!wants(types, data.type)) continue
      out.record(data)
      if (out.quiet) out.value(data.id)
      out.line(`${moment(data.createdAt)}  ${data.id}  ${data.type}`)
    }
  },
})

export const events: Group = { name: 'events', summary: 'Events: list, get, tail', commands: [list, get, tail] }
