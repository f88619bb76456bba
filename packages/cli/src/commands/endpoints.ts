import { type Endpoint, words } from '@g5/sdk'
import { command, type Group } from '../command.ts'
import { exits, UsageError } from '../failures.ts'
import { choice, choices, flag, number, text, texts } from '../options.ts'
import type { Output } from '../output/output.ts'
import { confirmed } from '../terminal/terminal.ts'
import { given, paging, printList, statusColour } from './list.ts'

const id = [{ name: '<id>', summary: 'id or uid of the endpoint' }]

const list = command({
  name: 'list',
  summary: 'List endpoints, newest first',
  options: {
    status: choice(words['endpoints.list'].status, 'Only of this status'),
    health: choices(words['endpoints.list'].health, 'Only of this health'),
    circuit: choices(words['endpoints.list'].circuit, 'Only with a circuit in this state'),
    uid: texts('<uid>', 'Only of this uid'),
    search: text('<text>', 'An id, a part of the URL or of the description, or the start of a uid'),
    ...paging,
  },
  examples: [
    ['g5 endpoints list --status disabled', ''],
    ['g5 endpoints list --health failing --search example.com', ''],
  ],
  json: 'the answer of GET /v1/webhooks/endpoints',
  async run({ out, g5 }, _args, { status, health, circuit, uid, search, ...page }) {
    const query = given({ status, health, circuit, uid, q: search })
    await printList(out, page, (asked) => g5.endpoints.list({ ...query, ...asked }), [
      { title: 'ID', value: (row) => row.id },
      { title: 'STATUS', value: (row) => row.status, colour: (row) => statusColour(row.status) },
      { title: 'HEALTH', value: ({ health }) => health.state, optional: 2 },
      { title: 'URL', value: ({ url }) => url, flexible: true },
      { title: 'TYPES', value: ({ eventTypes }) => eventTypes?.join(' ') ?? '*', flexible: true },
      {
        title: 'CIRCUIT',
        value: ({ circuit }) => circuit.state,
        colour: ({ circuit }) => statusColour(circuit.state),
        optional: 1,
      },
      { title: 'UID', value: (row) => row.uid, flexible: true, optional: 3 },
      { title: 'TENANT', value: ({ tenantId }) => tenantId, optional: 4 },
    ])
  },
})

function print(out: Output, endpoint: Endpoint): void {
  out.data(endpoint)
  if (out.quiet) out.value(endpoint.id)
  out.fields([
    ['id', endpoint.id],
    ['uid', endpoint.uid],
    ['url', endpoint.url],
    ['status', [endpoint.status, endpoint.statusReason].filter(Boolean).join(': '), statusColour(endpoint.status)],
    ['health', endpoint.health.state],
    ['circuit', endpoint.circuit.state, statusColour(endpoint.circuit.state)],
    ['types', endpoint.eventTypes?.join(' ') ?? '*'],
    ['channels', endpoint.channels?.join(' ')],
    ['filter', endpoint.filter && JSON.stringify(endpoint.filter)],
    ['headers', endpoint.headers.join(' ')],
    ['ordering', endpoint.ordering],
    ['signing', `${endpoint.signing} ${endpoint.secretHint}`],
    ['created', endpoint.createdAt],
  ])
}

const get = command({
  name: 'get',
  summary: 'Show an endpoint',
  args: id,
  examples: [['g5 endpoints get billing', '']],
  json: 'the answer of GET /v1/webhooks/endpoints/:id',
  run: async ({ out, g5 }, [asked = '']) => print(out, await g5.endpoints.get(asked)),
})

const create = command({
  name: 'create',
  summary: 'Make an endpoint',
  args: [{ name: '<url>', summary: 'where webhooks go' }],
  options: {
    types: texts('<type>', 'What it wants, such as invoice.*; all unless told'),
    uid: text('<uid>', 'Your own id'),
    description: text('<text>', 'For people'),
  },
  examples: [["g5 endpoints create https://example.com/hook --types 'invoice.*' --uid billing", '']],
  json: 'the endpoint',
  async run({ out, g5 }, [url = ''], { types, uid, description }) {
    const endpoint = await g5.endpoints.create({ url, ...given({ eventTypes: types, uid, description }) })
    print(out, endpoint)
    out.note(`\`g5 endpoints secret ${endpoint.uid ?? endpoint.id} --reveal\` shows what a receiver verifies with.`)
  },
})

const enable = command({
  name: 'enable',
  summary: 'Enable an endpoint',
  args: id,
  options: { releaseHeld: flag('Send what was held meanwhile') },
  examples: [['g5 endpoints enable billing --release-held', '']],
  async run({ out, g5 }, [asked = ''], { releaseHeld }) {
    out.data(await g5.endpoints.enable(asked, { releaseHeld }))
    out.line(`${asked} is enabled.`)
  },
  json: 'the answer of POST …/enable',
})

const disable = command({
  name: 'disable',
  summary: 'Disable an endpoint: what comes for it is held',
  args: id,
  examples: [['g5 endpoints disable billing', '']],
  async run({ out, g5 }, [asked = '']) {
    out.data(await g5.endpoints.disable(asked))
    out.line(`${asked} is disabled.`)
  },
  json: 'the answer of POST …/disable',
})

const remove = command({
  name: 'delete',
  summary: 'Delete an endpoint: what is open is cancelled, the history stays',
  args: id,
  options: { yes: flag('Do not ask', 'y') },
  examples: [['g5 endpoints delete billing', '']],
  async run({ out, g5, terminal }, [asked = ''], { yes }) {
    const { url } = await g5.endpoints.get(asked)
    if (!(await confirmed(terminal, `Delete ${asked} (${url})?`, yes))) return out.note('Nothing was done.')
    await g5.endpoints.delete(asked)
    out.line(`${asked} is deleted.`)
  },
})

const test = command({
  name: 'test',
  summary: 'Send a test at once, and show how it went',
  args: id,
  options: { type: text('<type>', 'Of the event') },
  examples: [['g5 endpoints test billing --type invoice.paid', 'exit code 1 when it was not taken']],
  json: 'the attempt',
  async run({ out, g5 }, [asked = ''], { type }) {
    const attempt = await g5.endpoints.test(asked, given({ type }))
    out.data(attempt)
    out.fields([
      ['outcome', attempt.outcome, statusColour(attempt.outcome)],
      ['http', attempt.response?.status],
      ['ms', Math.round(attempt.durationMs)],
      ['error', [attempt.errorCode, attempt.detail].filter(Boolean).join(': ')],
      ['answer', attempt.response?.body.slice(0, 500)],
    ])
    return attempt.outcome === 'delivered' ? exits.done : exits.failed
  },
})

const masked = (secret: string) => `${secret.slice(0, 9)}…`

const secret = command({
  name: 'secret',
  summary: 'Show what a receiver verifies with, masked unless --reveal',
  args: id,
  options: { reveal: flag('In full; this is written to the audit log') },
  examples: [['g5 endpoints secret billing --reveal', '']],
  json: 'the answer of GET …/secret; masked unless --reveal',
  async run({ out, g5 }, [asked = ''], { reveal }) {
    const { secret: whole, previous } = await g5.endpoints.getSecret(asked)
    const shown = (one: string) => (reveal ? one : masked(one))
    out.data({
      secret: shown(whole),
      previous: previous.map(({ secret: one, expiresAt }) => ({ secret: shown(one), expiresAt })),
    })
    out.value(shown(whole))
    for (const { secret: one, expiresAt } of previous) out.line(`${shown(one)}  until ${expiresAt}`)
    if (!reveal) out.note('--reveal shows it in full.')
  },
})

const rotate = command({
  name: 'rotate',
  summary: 'Give an endpoint a new secret; both sign for a while',
  args: id,
  options: {
    overlap: number('<hours>', 'How long both sign', 0),
    secret: text('<secret>', 'One of your own: - for stdin, or @file'),
    reveal: flag('Show the new one in full'),
  },
  examples: [['g5 endpoints rotate billing --overlap 24', '']],
  json: 'the answer of POST …/secret/rotate; masked unless --reveal',
  async run({ out, g5, terminal }, [asked = ''], { overlap, secret: own, reveal }) {
    if (own !== undefined && own !== '-' && !own.startsWith('@'))
      throw new UsageError('--secret takes - or @file: a secret on the command line stays in the shell’s history')
    const ownSecret = own === undefined ? undefined : (await terminal.read(own)).trim()
    const made = await g5.endpoints.rotateSecret(asked, given({ overlapHours: overlap, secret: ownSecret }))
    const shown = (one: string) => (reveal ? one : masked(one))
    out.data({
      secret: shown(made.secret),
      previous: made.previous.map(({ secret: one, expiresAt }) => ({ secret: shown(one), expiresAt })),
    })
    out.value(shown(made.secret))
  },
})

export const endpoints: Group = {
  name: 'endpoints',
  summary: 'Endpoints: list, get, create, enable, disable, test, secret, rotate, delete',
  commands: [list, get, create, enable, disable, test, secret, rotate, remove],
}
