import { watchBulk } from '../bulks/watch.ts'
import { command, type Group } from '../command.ts'
import { moment, paging, printList } from './list.ts'

const id = [{ name: '<id>', summary: 'of the bulk' }]

const list = command({
  name: 'list',
  summary: 'List bulks: replays and other changes of many deliveries',
  options: paging,
  examples: [['g5 bulks list', '']],
  json: 'the answer of GET /v1/webhooks/bulk',
  async run({ out, g5 }, _args, page) {
    await printList(out, page, (asked) => g5.bulks.list(asked), [
      { title: 'ID', value: (row) => row.id },
      { title: 'ACTION', value: ({ action }) => action },
      { title: 'STATUS', value: ({ status, paused }) => (paused ? 'paused' : status) },
      { title: 'DONE', value: ({ touched }) => touched, right: true },
      { title: 'OF', value: ({ matched }) => matched, right: true },
      { title: 'CREATED', value: ({ createdAt }) => moment(createdAt), optional: 1 },
    ])
  },
})

const watch = command({
  name: 'watch',
  summary: 'Show how far a bulk has come, until it ends',
  args: id,
  examples: [['g5 bulks watch blk_01k71a8700e008000000000001', '']],
  json: 'the bulk at its end',
  run: (context, [asked = '']) => watchBulk(context, asked, { what: 'bulk', detach: false }),
})

const changes = [
  ['pause', 'Pause a bulk', true],
  ['resume', 'Let a paused bulk go on', false],
] as const

const [pause, resume] = changes.map(([name, summary, paused]) =>
  command({
    ...{ name, summary, args: id },
    examples: [[`g5 bulks ${name} blk_01k71a8700e008000000000001`, '']],
    json: 'the bulk',
    async run({ out, g5 }, [asked = '']) {
      const bulk = await g5.bulks.update(asked, { paused })
      out.data(bulk)
      out.line(`${bulk.id} ${bulk.paused ? 'is paused' : 'goes on'}: ${bulk.touched} of ${bulk.matched} done.`)
    },
  }),
)

const stop = command({
  name: 'stop',
  summary: 'Stop a bulk: what it has touched stays touched',
  args: id,
  examples: [['g5 bulks stop blk_01k71a8700e008000000000001', '']],
  async run({ out, g5 }, [asked = '']) {
    await g5.bulks.stop(asked)
    out.line(`${asked} is stopped.`)
  },
})

export const bulks: Group = {
  name: 'bulks',
  summary: 'Replays under way: list, watch, pause, resume, stop',
  commands: [list, watch, ...(pause && resume ? [pause, resume] : []), stop],
}
