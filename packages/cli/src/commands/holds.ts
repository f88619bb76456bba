import { command, type Group } from '../command.ts'
import { text, time } from '../options.ts'
import { given, moment, paging, printList } from './list.ts'

const list = command({
  name: 'list',
  summary: 'List holds that count, newest first',
  options: paging,
  examples: [['g5 holds list', '']],
  json: 'the answer of GET /v1/holds',
  async run({ out, g5 }, _args, page) {
    await printList(out, page, (asked) => g5.holds.list(asked), [
      { title: 'ID', value: ({ id }) => id },
      { title: 'HELD', value: ({ held }) => held, right: true },
      { title: 'REASON', value: ({ reason }) => reason, flexible: true },
      { title: 'HOST', value: ({ host }) => host, flexible: true },
      { title: 'UNTIL', value: ({ until }) => moment(until), optional: 1 },
      { title: 'TYPE', value: (row) => row.type, flexible: true, optional: 2 },
      { title: 'ENDPOINT', value: ({ endpointId }) => endpointId, optional: 3 },
      { title: 'TENANT', value: ({ tenantId }) => tenantId, optional: 4 },
    ])
  },
})

const create = command({
  name: 'create',
  summary: 'Hold deliveries that meet every criterion given, everywhere and at once',
  args: [{ name: '<reason>', summary: 'why, for whoever finds it' }],
  options: {
    host: text('<host>', 'Of the endpoint’s URL'),
    endpoint: text('<id>', 'The endpoint'),
    ofTenant: text('<id>', 'The tenant'),
    type: text('<type>', 'The type, in full'),
    until: time('When it ends by itself', 'ahead'),
  },
  examples: [["g5 holds create 'INC-2041: drops what it answers with 200' --host hooks.example.com --until 2h", '']],
  json: 'the hold',
  async run({ out, g5 }, [reason = ''], { host, endpoint, ofTenant, type, until }) {
    const hold = await g5.holds.create({
      reason,
      ...given({ host, endpointId: endpoint, tenantId: ofTenant, type, until }),
    })
    out.data(hold)
    if (out.quiet) out.value(hold.id)
    out.line(`${hold.id} holds. \`g5 holds delete ${hold.id}\` releases.`)
  },
})

const remove = command({
  name: 'delete',
  summary: 'End a hold: what it holds is released, at a pace',
  args: [{ name: '<id>', summary: 'of the hold' }],
  examples: [['g5 holds delete hld_01k71a8700e008000000000001', '']],
  async run({ out, g5 }, [id = '']) {
    await g5.holds.delete(id)
    out.line(`${id} is ended; what it held is released.`)
  },
})

export const holds: Group = { name: 'holds', summary: 'Holds: list, create, delete', commands: [list, create, remove] }
