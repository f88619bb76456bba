import { type EventTypeImport, G5Problem } from '@g5/sdk'
import { command, type Group } from '../command.ts'
import type { Context } from '../context.ts'
import { flag } from '../options.ts'
import { differences } from '../schemas/diff.ts'
import { readSource } from '../schemas/sources.ts'
import { confirmed } from '../terminal/terminal.ts'
import { moment, paging, printList } from './list.ts'

const name = [{ name: '<name>', summary: 'such as invoice.paid' }]

const list = command({
  name: 'list',
  summary: 'List event types',
  options: paging,
  examples: [['g5 event-types list', '']],
  json: 'the answer of GET /v1/event-types',
  async run({ out, g5 }, _args, page) {
    await printList(out, page, (asked) => g5.eventTypes.list(asked), [
      { title: 'NAME', value: (row) => row.name },
      { title: 'VERSION', value: ({ version }) => version, right: true },
      { title: 'SCHEMA', value: ({ schema }) => (schema === null ? 'none' : 'yes') },
      { title: 'SHARED', value: ({ shared }) => (shared ? 'yes' : 'no'), optional: 1 },
      { title: 'STATE', value: ({ archived }) => (archived ? 'archived' : 'active') },
      { title: 'UPDATED', value: ({ updatedAt }) => moment(updatedAt), optional: 2 },
      { title: 'DESCRIPTION', value: ({ description }) => description, flexible: true, optional: 3 },
    ])
  },
})

const get = command({
  name: 'get',
  summary: 'Show an event type and its schema',
  args: name,
  examples: [['g5 event-types get invoice.paid', '']],
  json: 'the answer of GET /v1/event-types/:name',
  async run({ out, g5 }, [asked = '']) {
    const type = await g5.eventTypes.get(asked)
    out.data(type)
    if (out.quiet) out.value(type.name)
    out.fields([
      ['name', type.name],
      ['version', type.version],
      ['state', type.archived ? 'archived' : 'active'],
      ['description', type.description],
    ])
    if (type.schema !== null) out.line(`\n${JSON.stringify(type.schema, undefined, 2)}`)
  },
})

const push = command({
  name: 'push',
  summary: 'Declare event types from a folder of schemas, or an OpenAPI document; shows what changes, and asks',
  args: [{ name: '<path>', summary: 'a folder with files such as invoice.paid.json, or a file (JSON or YAML)' }],
  options: { yes: flag('Do not ask', 'y'), dryRun: flag('Show what would change, and do nothing') },
  details: 'What is not in it stays as it is.',
  examples: [
    ['g5 event-types push ./schemas', ''],
    ['g5 event-types push openapi.yaml --dry-run', 'in a check of a pull request'],
  ],
  json: '{"created", "changed", "unchanged", "dryRun"}',
  async run(context, [path = ''], { yes, dryRun }) {
    const { out, g5, terminal } = context
    const source = await readSource(path)
    const body: EventTypeImport = source.openapi ? { openapi: source.openapi } : { schemas: source.schemas }
    const plan = await g5.eventTypes.import({ ...body, dryRun: true })
    const say = out.json || out.quiet ? () => {} : dryRun ? out.line : out.note
    for (const one of plan.created) say(out.paint(`+ ${one}`, 'green'))
    for (const one of plan.changed) {
      say(out.paint(`~ ${one}`, 'yellow'))
      for (const line of await changesOf(context, one, source.schemas[one])) say(`    ${line}`)
    }
    say(`${plan.created.length} new, ${plan.changed.length} changed, ${plan.unchanged.length} as they are.`)
    if (dryRun || plan.created.length + plan.changed.length === 0) return out.data({ ...plan, dryRun })
    if (!(await confirmed(terminal, 'Declare them so?', yes))) return out.note('Nothing was done.')
    out.data(await g5.eventTypes.import(body))
    out.line('Done.')
  },
})

async function changesOf({ g5 }: Context, type: string, wanted: unknown): Promise<string[]> {
  try {
    return differences((await g5.eventTypes.get(type)).schema, wanted)
  } catch (error) {
    if (error instanceof G5Problem && error.status === 404) return []
    throw error
  }
}

const archive = command({
  name: 'archive',
  summary: 'Mark an event type as no longer meant to be used',
  args: name,
  examples: [['g5 event-types archive invoice.paid', '']],
  json: 'the event type',
  async run({ out, g5 }, [asked = '']) {
    out.data(await g5.eventTypes.archive(asked))
    out.line(`${asked} is archived.`)
  },
})

const remove = command({
  name: 'delete',
  summary: 'Delete an event type; its events stay',
  args: name,
  options: { yes: flag('Do not ask', 'y') },
  examples: [['g5 event-types delete invoice.paid', '']],
  async run({ out, g5, terminal }, [asked = ''], { yes }) {
    if (!(await confirmed(terminal, `Delete ${asked}?`, yes))) return out.note('Nothing was done.')
    await g5.eventTypes.delete(asked)
    out.line(`${asked} is deleted.`)
  },
})

export const eventTypes: Group = {
  name: 'event-types',
  summary: 'Event types: list, get, push, archive, delete',
  commands: [list, get, push, archive, remove],
}
