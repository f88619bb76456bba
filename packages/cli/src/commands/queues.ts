import { command, type Group } from '../command.ts'
import { moment } from './list.ts'

const name = [{ name: '<name>', summary: 'of the queue' }]

const list = command({
  name: 'list',
  summary: 'List queues: what waits in them, and before them in Postgres',
  examples: [['g5 queues list', '']],
  json: 'the answer of GET /v1/webhooks/queues',
  async run({ out, g5 }) {
    const page = await g5.queues.list()
    out.data(page)
    out.table(page.data, [
      { title: 'NAME', value: (row) => row.name },
      { title: 'WAITING', value: ({ waiting }) => waiting, right: true },
      { title: 'ACTIVE', value: ({ active }) => active, right: true },
      { title: 'DUE', value: ({ due }) => due, right: true },
      {
        title: 'OLDEST DUE',
        value: ({ oldestDueSeconds }) => (oldestDueSeconds === null ? null : `${Math.round(oldestDueSeconds)} s`),
        right: true,
      },
      {
        title: 'PAUSED',
        value: ({ paused, pausedSince }) => (paused ? `since ${moment(pausedSince)}` : 'no'),
        colour: ({ paused }) => (paused ? 'yellow' : undefined),
      },
    ])
  },
})

const switching = (to: 'pause' | 'resume', summary: string, told: (queue: string) => string) =>
  command({
    ...{ name: to, summary, args: name },
    examples: [[`g5 queues ${to} webhooks`, '']],
    json: 'the queue',
    async run({ out, g5 }, [asked = '']) {
      out.data(await g5.queues[to](asked))
      out.line(told(asked))
    },
  })

const pause = switching(
  'pause',
  'Let nobody take from a queue: what comes waits in Postgres, and nothing is lost',
  (queue) => `${queue} is paused. \`g5 queues resume ${queue}\` lets it go again.`,
)
const resume = switching('resume', 'Let a queue go again', (queue) => `${queue} goes again.`)

export const queues: Group = { name: 'queues', summary: 'Queues: list, pause, resume', commands: [list, pause, resume] }
