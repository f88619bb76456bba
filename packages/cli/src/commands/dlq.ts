import { words } from '@g5/sdk'
import { watchBulk } from '../bulks/watch.ts'
import { command, type Group } from '../command.ts'
import { UsageError } from '../failures.ts'
import { choice, flag, number, text, texts, time } from '../options.ts'
import { confirmed } from '../terminal/terminal.ts'
import { deliveryColumns, printDelivery } from './deliveries.ts'
import { given, paging, printList } from './list.ts'

const { reason: reasons } = words['deadLetters.list']

const list = command({
  name: 'list',
  summary: 'List dead letters, newest first',
  options: {
    endpoint: texts('<id>', 'Only to this endpoint (id or uid)'),
    type: texts('<type>', 'Only of this type'),
    reason: choice(reasons, 'Only those that died of this'),
    since: time('Only from then on'),
    until: time('Only before then'),
    ...paging,
  },
  examples: [
    ['g5 dlq list --since 24h', ''],
    ['g5 dlq list --endpoint billing --quiet | head', 'ids alone'],
  ],
  json: 'the answer of GET /v1/webhooks/dlq',
  async run({ out, g5 }, _args, { endpoint, type, reason, since, until, ...page }) {
    const query = given({ endpointId: endpoint, type, reason, from: since, to: until })
    await printList(
      out,
      page,
      (asked) => g5.deadLetters.list({ ...query, ...asked }),
      deliveryColumns,
      'There is no dead letter.',
    )
  },
})

const get = command({
  name: 'get',
  summary: 'Show a dead letter with every attempt',
  args: [{ name: '<id>', summary: 'of the dead letter' }],
  examples: [['g5 dlq get dlv_01k71a8700e008000000000001', '']],
  json: 'the answer of GET /v1/webhooks/dlq/:id',
  run: async ({ out, g5 }, [id = '']) => printDelivery(out, await g5.deadLetters.get(id)),
})

const replay = command({
  name: 'replay',
  summary: 'Send one dead letter again, or all that match',
  args: [{ name: '[id]', summary: 'of one dead letter' }],
  details:
    'Counts first, and asks. Ctrl-C while it goes on asks whether to stop the replay or only the watching; the server goes\non without a watcher, and `g5 bulks watch ID` watches again. A lost connection is tried again.',
  options: {
    endpoint: text('<id>', 'Only to this endpoint (id or uid)'),
    type: text('<type>', 'Only of this type'),
    reason: choice(reasons, 'Only those that died of this'),
    since: time('Only from then on'),
    until: time('Only before then'),
    all: flag('All there are: needed where nothing narrows it'),
    rate: number('<n>', 'Deliveries a second'),
    dryRun: flag('Say how many, and do nothing'),
    yes: flag('Do not ask', 'y'),
    detach: flag('Do not watch'),
  },
  examples: [
    ['g5 dlq replay dlv_01k71a8700e008000000000001', 'one'],
    ['g5 dlq replay --endpoint billing --since 24h --dry-run', 'how many there are'],
    ['g5 dlq replay --type invoice.paid --rate 50', 'gently'],
  ],
  json: 'with an id the delivery; with --dry-run {"matched"}; else the bulk, as GET /v1/webhooks/bulk/:id has it',
  async run(context, [id], { endpoint, type, reason, since, until, all, rate, dryRun, yes, detach }) {
    const { out, g5, terminal } = context
    const select = given({ endpointId: endpoint, type, reason, from: since, to: until })
    const narrowed = Object.keys(select).length > 0
    if (id !== undefined) {
      if (narrowed || all || dryRun || rate !== undefined)
        throw new UsageError('An id is one dead letter: it goes with no other option')
      const delivery = await g5.deadLetters.replay(id)
      out.data(delivery)
      if (out.quiet) out.value(delivery.id)
      return out.line(`${delivery.id} is ${delivery.status}.`)
    }
    if (!narrowed && !all)
      throw new UsageError(
        'That would be every dead letter there is',
        'Say --all, or narrow it: --endpoint, --type, --reason, --since.',
      )
    const pace = rate === undefined ? {} : { ratePerSecond: rate }
    const { matched } = await g5.deadLetters.replayAll({ select, ...pace, dryRun: true })
    if (dryRun) {
      out.data({ matched })
      return out.quiet ? out.value(String(matched)) : out.line(`${matched} would be sent again.`)
    }
    if (matched === 0) {
      out.data({ matched })
      return out.line('No dead letter matches.')
    }
    if (
      !(await confirmed(
        terminal,
        `Send ${matched} dead ${matched === 1 ? 'letter' : 'letters'} again${rate === undefined ? '' : `, ${rate} a second`}?`,
        yes,
      ))
    )
      return out.note('Nothing was done.')
    const made = await g5.deadLetters.replayAll({ select, ...pace })
    if (!('id' in made)) return out.line('No dead letter matches.')
    return watchBulk(context, made.id, { what: 'replay', detach })
  },
})

export const dlq: Group = { name: 'dlq', summary: 'Dead letters: list, get, replay', commands: [list, get, replay] }
