import { type Delivery, type DeliveryDetail, words } from '@g5/sdk'
import { command, type Group } from '../command.ts'
import { connection } from '../listen/connection.ts'
import { choices, number, texts, time } from '../options.ts'
import type { Output } from '../output/output.ts'
import type { Column } from '../output/table.ts'
import { given, moment, paging, printList, statusColour } from './list.ts'

const { status: statuses } = words['deliveries.list']
const id = [{ name: '<id>', summary: 'of the delivery' }]

export const deliveryColumns: readonly Column<Delivery>[] = [
  { title: 'ID', value: (row) => row.id },
  { title: 'STATUS', value: ({ status }) => status, colour: ({ status }) => statusColour(status) },
  { title: 'TYPE', value: ({ eventType }) => eventType, flexible: true },
  { title: 'TRIES', value: ({ attempts }) => attempts, right: true, optional: 3 },
  { title: 'WHY', value: ({ errorCode, reason }) => errorCode ?? reason, flexible: true, optional: 1 },
  { title: 'SINCE', value: ({ stateSince }) => moment(stateSince), optional: 2 },
  { title: 'ENDPOINT', value: ({ endpointId }) => endpointId, optional: 4 },
  { title: 'EVENT', value: ({ eventId }) => eventId, optional: 5 },
  { title: 'TENANT', value: ({ tenantId }) => tenantId, optional: 6 },
]

const list = command({
  name: 'list',
  summary: 'List deliveries, newest first',
  options: {
    status: choices(statuses, 'Only of this status'),
    endpoint: texts('<id>', 'Only to this endpoint (id or uid)'),
    event: texts('<id>', 'Only of this event'),
    type: texts('<type>', 'Only of this type'),
    host: texts('<host>', 'Only to this host'),
    since: time('Only from then on'),
    until: time('Only before then'),
    ...paging,
  },
  examples: [
    ['g5 deliveries list --status dead,held --since 24h', ''],
    ['g5 deliveries list --event evt_01k71a8700e008000000000001 --json', 'for programs'],
  ],
  json: 'the answer of GET /v1/webhooks/deliveries',
  async run({ out, g5 }, _args, { status, endpoint, event, type, host, since, until, ...page }) {
    const query = given({ status, endpointId: endpoint, eventId: event, type, host, from: since, to: until })
    await printList(out, page, (asked) => g5.deliveries.list({ ...query, ...asked }), deliveryColumns)
  },
})

export function printDelivery(out: Output, delivery: DeliveryDetail): void {
  out.data(delivery)
  if (out.quiet) out.value(delivery.id)
  out.fields([
    ['id', delivery.id],
    ['status', delivery.status, statusColour(delivery.status)],
    ['why', delivery.errorCode ?? delivery.reason],
    ['type', delivery.eventType],
    ['event', delivery.eventId],
    ['endpoint', delivery.endpointId],
    ['created', delivery.createdAt],
    ['next attempt', delivery.nextAttemptAt],
  ])
  if (delivery.log.length === 0) return
  out.line()
  out.table(delivery.log, [
    { title: '#', value: (row) => row.number, right: true },
    { title: 'STARTED', value: ({ startedAt }) => moment(startedAt) },
    { title: 'OUTCOME', value: ({ outcome }) => outcome, colour: ({ outcome }) => statusColour(outcome) },
    { title: 'HTTP', value: (row) => row.status },
    { title: 'MS', value: ({ durationMs }) => Math.round(durationMs), right: true },
    { title: 'ERROR', value: ({ errorCode }) => errorCode, flexible: true },
    { title: 'DETAIL', value: ({ detail }) => detail, flexible: true, optional: 1 },
  ])
}

const get = command({
  name: 'get',
  summary: 'Show a delivery with every attempt, or one attempt in full',
  args: id,
  options: { attempt: number('<n>', 'This attempt: what was sent, and what was answered') },
  examples: [
    ['g5 deliveries get dlv_01k71a8700e008000000000001', ''],
    ['g5 deliveries get dlv_01k71a8700e008000000000001 --attempt 2', 'headers and answer of one attempt'],
  ],
  json: 'the answer of GET /v1/webhooks/deliveries/:id, or of …/attempts/:n',
  async run({ out, g5 }, [asked = ''], { attempt }) {
    if (attempt === undefined) return printDelivery(out, await g5.deliveries.get(asked))
    const one = await g5.deliveries.getAttempt(asked, String(attempt))
    out.data(one)
    out.fields([
      ['outcome', one.outcome, statusColour(one.outcome)],
      ['started', one.startedAt],
      ['ms', one.durationMs],
      ['error', [one.errorCode, one.detail].filter(Boolean).join(': ')],
      ['url', one.request?.url],
    ])
    for (const [name, value] of Object.entries(one.request?.headers ?? {})) out.line(`> ${name}: ${value}`)
    if (one.response) out.line(`\n< HTTP ${one.response.status}\n${one.response.body ?? ''}`)
  },
})

const tail = command({
  name: 'tail',
  summary: 'Show each attempt as it is made, until Ctrl-C',
  options: {
    status: choices(statuses, 'Only what is then of this status'),
    endpoint: texts('<id>', 'Only to this endpoint (id or uid)'),
    type: texts('<type>', 'Only of this type'),
  },
  examples: [
    ['g5 deliveries tail --status dead', ''],
    ['g5 deliveries tail --json', 'a line each'],
  ],
  json: 'a line an attempt, as GET /v1/webhooks/deliveries/stream has it',
  async run(context, _args, { status, endpoint, type }) {
    const { out } = context
    const { g5, onConnection } = connection(context)
    const query = given({ status, endpointId: endpoint, type })
    for await (const { data } of g5.deliveries.stream(query, { onConnection })) {
      out.record(data)
      if (out.quiet) out.value(data.id)
      const how = data.httpStatus ?? data.errorCode ?? '-'
      out.line(
        `${moment(data.startedAt)}  ${data.id}  ${out.paint(data.status.padEnd(9), statusColour(data.status) ?? 'bold')}  #${data.attempt}  ${how}  ${Math.round(data.durationMs)} ms  ${data.eventType ?? '-'}`,
      )
    }
  },
})

const retry = command({
  name: 'retry',
  summary: 'Send a delivery again, from the start of its schedule; one that waits goes now',
  args: id,
  examples: [['g5 deliveries retry dlv_01k71a8700e008000000000001', '']],
  json: 'the delivery',
  async run({ out, g5 }, [asked = '']) {
    const delivery = await g5.deliveries.retry(asked)
    out.data(delivery)
    out.line(`${delivery.id} is ${delivery.status}.`)
    if (out.quiet) out.value(delivery.id)
  },
})

const cancel = command({
  name: 'cancel',
  summary: 'End a delivery that is open',
  args: id,
  examples: [['g5 deliveries cancel dlv_01k71a8700e008000000000001', '']],
  json: 'the delivery',
  async run({ out, g5 }, [asked = '']) {
    const delivery = await g5.deliveries.cancel(asked)
    out.data(delivery)
    out.line(`${delivery.id} is ${delivery.status}.`)
    if (out.quiet) out.value(delivery.id)
  },
})

export const deliveries: Group = {
  name: 'deliveries',
  summary: 'Deliveries: list, get, tail, retry, cancel',
  commands: [list, get, tail, retry, cancel],
}
