import { words } from '@g5/sdk'
import { command, type Group } from '../command.ts'
import { UsageError } from '../failures.ts'
import { choices, flag, time } from '../options.ts'
import { confirmed } from '../terminal/terminal.ts'
import { given, moment, paging, printList } from './list.ts'

const { scopes } = words['apiKeys.create']

const list = command({
  name: 'list',
  summary: 'List API keys, without their secrets',
  options: paging,
  examples: [['g5 keys list', '']],
  json: 'the answer of GET /v1/api-keys',
  async run({ out, g5 }, _args, page) {
    await printList(out, page, (asked) => g5.apiKeys.list(asked), [
      { title: 'ID', value: ({ id }) => id },
      { title: 'NAME', value: ({ name }) => name, flexible: true },
      { title: 'PREFIX', value: ({ prefix }) => prefix },
      {
        title: 'STATE',
        value: ({ revokedAt, expiresAt }) =>
          revokedAt ? 'revoked' : expiresAt && Date.parse(expiresAt) < Date.now() ? 'expired' : 'active',
      },
      { title: 'LAST USED', value: ({ lastUsedAt }) => moment(lastUsedAt), optional: 1 },
      { title: 'SCOPES', value: (row) => row.scopes.join(' '), flexible: true, optional: 2 },
    ])
  },
})

const create = command({
  name: 'create',
  summary: 'Make an API key; its secret is shown this once',
  args: [{ name: '<name>', summary: 'what it is for' }],
  options: { scope: choices(scopes, 'What it may do'), expires: time('When it ends', 'ahead') },
  examples: [
    ['g5 keys create billing --scope events:write', ''],
    ['g5 keys create ci --scope read --expires 90d --quiet > key', 'the secret alone'],
  ],
  json: 'the answer of POST /v1/api-keys, secret included',
  async run({ out, g5 }, [name = ''], { scope, expires }) {
    if (!scope?.length)
      throw new UsageError('A key needs scopes', "--scope events:write, for example; --scope '*' is all that you may.")
    const key = await g5.apiKeys.create({ name, scopes: scope, ...given({ expiresAt: expires }) })
    out.data(key)
    if (out.quiet) return out.value(key.secret)
    out.note('The secret is shown this once:')
    out.line(`${key.id}  ${key.secret}`)
  },
})

const revoke = command({
  name: 'revoke',
  summary: 'Revoke an API key, at once and everywhere',
  args: [{ name: '<id>', summary: 'of the key' }],
  options: { yes: flag('Do not ask', 'y') },
  examples: [['g5 keys revoke key_01k71a8700e008000000000001', '']],
  async run({ out, g5, terminal }, [id = ''], { yes }) {
    const { name, prefix } = await g5.apiKeys.get(id)
    if (!(await confirmed(terminal, `Revoke "${name}" (${prefix}…)?`, yes))) return out.note('Nothing was done.')
    await g5.apiKeys.revoke(id)
    out.line(`${id} is revoked.`)
  },
})

export const keys: Group = { name: 'keys', summary: 'API keys: list, create, revoke', commands: [list, create, revoke] }
