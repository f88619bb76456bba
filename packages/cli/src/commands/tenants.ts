import { words } from '@g5/sdk'
import { command, type Group } from '../command.ts'
import { choices, flag, text } from '../options.ts'
import { confirmed } from '../terminal/terminal.ts'
import { given, moment, paging, printList, statusColour } from './list.ts'

const id = [{ name: '<id>', summary: 'id, uid or slug of the tenant' }]

const list = command({
  name: 'list',
  summary: 'List tenants, newest first',
  options: { status: choices(words['tenants.list'].status, 'Only of this status'), ...paging },
  examples: [['g5 tenants list', '']],
  json: 'the answer of GET /v1/tenants',
  async run({ out, g5 }, _args, { status, ...page }) {
    await printList(out, page, (asked) => g5.tenants.list({ ...given({ status }), ...asked }), [
      { title: 'ID', value: (row) => row.id },
      { title: 'SLUG', value: ({ slug }) => slug, flexible: true },
      { title: 'STATUS', value: (row) => row.status, colour: (row) => statusColour(row.status) },
      { title: 'NAME', value: ({ name }) => name, flexible: true },
      { title: 'ENDPOINTS', value: ({ usage }) => usage.endpoints, right: true, optional: 1 },
      { title: 'CREATED', value: ({ createdAt }) => moment(createdAt), optional: 2 },
    ])
  },
})

const get = command({
  name: 'get',
  summary: 'Show a tenant, and how far its erasure has come',
  args: id,
  examples: [['g5 tenants get demo', '']],
  json: 'the answer of GET /v1/tenants/:id',
  async run({ out, g5 }, [asked = '']) {
    const tenant = await g5.tenants.get(asked)
    out.data(tenant)
    if (out.quiet) out.value(tenant.id)
    out.fields([
      ['id', tenant.id],
      ['name', tenant.name],
      ['slug', tenant.slug],
      ['uid', tenant.uid],
      ['status', tenant.status, statusColour(tenant.status)],
      ['class', tenant.class],
      ['limits', JSON.stringify(tenant.limits)],
      ['settings', JSON.stringify(tenant.settings)],
      ['endpoints', tenant.usage.endpoints],
      ['created', tenant.createdAt],
      ...(tenant.erasure ? ([['erased', JSON.stringify(tenant.erasure.erased)]] as const) : []),
    ])
  },
})

const create = command({
  name: 'create',
  summary: 'Make a tenant',
  args: [{ name: '<slug>', summary: 'short and unique, such as acme' }],
  options: { name: text('<name>', 'For people; the slug unless told'), uid: text('<uid>', 'Your own id') },
  examples: [["g5 tenants create acme --name 'Acme Corp.'", '']],
  json: 'the tenant',
  async run({ out, g5 }, [slug = ''], { name = slug, uid }) {
    const tenant = await g5.tenants.create({ name, slug, ...given({ uid }) })
    out.data(tenant)
    if (out.quiet) out.value(tenant.id)
    out.line(`${tenant.id}  ${tenant.name}`)
  },
})

const remove = command({
  name: 'delete',
  summary: 'End a tenant at once, and erase all it has',
  args: id,
  options: { yes: flag('Do not ask', 'y') },
  examples: [['g5 tenants delete acme', '']],
  async run({ out, g5, terminal }, [asked = ''], { yes }) {
    const tenant = await g5.tenants.get(asked)
    if (
      !(await confirmed(
        terminal,
        `Erase "${tenant.name}", its ${tenant.usage.endpoints} endpoints and all its events? This can not be undone.`,
        yes,
      ))
    )
      return out.note('Nothing was done.')
    await g5.tenants.delete(tenant.id)
    out.line(`${tenant.id} is being erased: \`g5 tenants get ${tenant.id}\` shows how far that has come.`)
  },
})

const [suspend, resume] = (
  [
    ['suspend', 'Suspend a tenant', 'suspended'],
    ['resume', 'Let a suspended tenant go on', 'active'],
  ] as const
).map(([name, summary, status]) =>
  command({
    ...{ name, summary, args: id },
    examples: [[`g5 tenants ${name} acme`, '']],
    json: 'the tenant',
    async run({ out, g5 }, [asked = '']) {
      const tenant = await g5.tenants.update(asked, { status })
      out.data(tenant)
      out.line(`${tenant.name} is ${tenant.status}.`)
    },
  }),
)

export const tenants: Group = {
  name: 'tenants',
  summary: 'Tenants: list, get, create, suspend, resume, delete',
  commands: [list, get, create, ...(suspend && resume ? [suspend, resume] : []), remove],
}
