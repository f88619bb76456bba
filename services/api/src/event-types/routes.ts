import {
  eventType,
  eventTypeFilter,
  eventTypePage,
  eventTypePatch,
  eventTypeReplacement,
  eventTypeResource,
  eventTypeVersions,
  newEventType,
} from '@g5/contracts'
import { uuidv7 } from '@g5/core'
import {
  countEventTypes,
  createEventType,
  deleteEventType,
  type EventTypeRow,
  type EventTypeValues,
  listEventTypes,
  listEventTypeVersions,
  lockEventTypes,
  maxEventTypes,
  readEventType,
  readOwnEventType,
  type TenantScope,
  type Tx,
  updateEventType,
} from '@g5/db'
import { z } from 'zod'
import { answer, invalid, problems, refuse } from '../answer.ts'
import type { Deps } from '../deps.ts'
import { pager } from '../paging.ts'
import { time } from '../present.ts'
import { route } from '../route.ts'
import { parsed, showEventType } from './show.ts'
import { changesOf, differing, valuesOf, whole } from './values.ts'

export const nameParam = z.object({ name: eventType.meta({ description: 'The name of the event type' }) })

const reading = { tag: 'event types', scope: 'read', tenant: 'optional' } as const
const writing = { tag: 'event types', scope: 'event-types:write', tenant: 'own', mutates: true } as const

export const target = ({ id }: { id: string }) => ({ kind: 'event_type', id })

/** Two ids of this moment: of the type, should it be made, and of its version. */
export const newIds = ({ clock }: Deps) => ({ id: uuidv7(clock.now()), versionId: uuidv7(clock.now()) })

/** The caller has locked. */
async function create(tx: Tx, tenantId: string, name: string, values: Partial<EventTypeValues>, deps: Deps) {
  if ((await countEventTypes(tx, tenantId)) >= maxEventTypes)
    return refuse('event_type_limit_reached', { detail: `The limit is ${maxEventTypes}.` })
  const made = await createEventType(tx, tenantId, name, newIds(deps), whole(values))
  return {
    ...answer(201, showEventType(made, { tenantId }), { headers: { location: `/v1/event-types/${name}` } }),
    audit: { action: 'event_type.created' as const, target: target(made), changes: changesOf(undefined, made) },
  }
}

/** A change that changes nothing is none: no version, no audit row. */
async function change(
  tx: Tx,
  before: EventTypeRow,
  values: Parameters<typeof updateEventType>[3],
  action: `event_type.${string}`,
  deps: Deps,
) {
  const scope = { tenantId: before.tenantId }
  if (Object.keys(values).length === 0)
    return { ...answer(200, showEventType(before, scope)), audit: 'unchanged' as const }
  const after = await updateEventType(tx, before, newIds(deps).versionId, values)
  return {
    ...answer(200, showEventType(after, scope)),
    audit: { action, target: target(after), changes: changesOf(before, after) },
  }
}

/** To a tenant a shared type is there, and not its own to change. */
async function missing(tx: Tx, scope: TenantScope, name: string) {
  return refuse((await readEventType(tx, scope, name)) ? 'event_type_shared' : 'not_found')
}

export const postEventType = route({
  method: 'POST',
  url: '/v1/event-types',
  summary: 'Declare an event type',
  ...writing,
  body: newEventType,
  answers: { 201: eventTypeResource, ...problems('event_type_exists', 'event_type_limit_reached') },
  prepare: async ({ body }) => valuesOf(body),
  async handle({ scope, body: { name }, prepared }, deps, tx) {
    await lockEventTypes(tx, scope.tenantId)
    if (await readOwnEventType(tx, scope.tenantId, name)) return refuse('event_type_exists')
    return create(tx, scope.tenantId, name, prepared, deps)
  },
})

export const getEventTypes = route({
  method: 'GET',
  url: '/v1/event-types',
  summary: "List event types, newest first: a tenant's own and the shared ones that it has no own of",
  ...reading,
  query: eventTypeFilter,
  answers: { 200: eventTypePage, ...problems('bad_cursor') },
  async handle({ scope, query }, { db }) {
    const { page, ...place } = pager('event-types', scope, query)
    const rows = await listEventTypes(db.orm, scope, { ...place, archived: query.archived })
    return answer(
      200,
      page(rows, (row) => showEventType(row, scope)),
    )
  },
})

export const getEventType = route({
  method: 'GET',
  url: '/v1/event-types/:name',
  summary: 'Read an event type',
  ...reading,
  params: nameParam,
  answers: { 200: eventTypeResource, ...problems('not_found') },
  async handle({ scope, params }, { db }) {
    const row = await readEventType(db.orm, scope, params.name)
    return row ? answer(200, showEventType(row, scope)) : refuse('not_found')
  },
})

export const getEventTypeVersions = route({
  method: 'GET',
  url: '/v1/event-types/:name/versions',
  summary: 'List the schemas that an event type has had, newest first',
  ...reading,
  params: nameParam,
  answers: { 200: eventTypeVersions, ...problems('not_found') },
  async handle({ scope, params }, { db }) {
    const row = await readEventType(db.orm, scope, params.name)
    if (!row) return refuse('not_found')
    const versions = await listEventTypeVersions(db.orm, row.id)
    const data = versions.map((one) => ({ ...one, schema: parsed(one.schema), createdAt: time(one.createdAt) }))
    return answer(200, { data })
  },
})

export const putEventType = route({
  method: 'PUT',
  url: '/v1/event-types/:name',
  summary: 'Make or replace an event type: what is left out is reset, save whether it is archived',
  ...writing,
  params: nameParam,
  body: eventTypeReplacement,
  answers: { 200: eventTypeResource, 201: eventTypeResource, ...problems('event_type_limit_reached') },
  prepare: async ({ body }) => whole(valuesOf(body)),
  async handle({ scope, params, body, prepared }, deps, tx) {
    const name = newEventType.shape.name.safeParse(params.name)
    if (!name.success) return invalid({ pointer: '#/path/name', detail: 'is reserved' })
    if (body.name !== undefined && body.name !== name.data)
      return invalid({ pointer: '/name', detail: 'is not the one of the path' })
    await lockEventTypes(tx, scope.tenantId)
    const before = await readOwnEventType(tx, scope.tenantId, name.data)
    if (!before) return create(tx, scope.tenantId, name.data, prepared, deps)
    return change(tx, before, differing(before, prepared), 'event_type.replaced', deps)
  },
})

export const patchEventType = route({
  method: 'PATCH',
  url: '/v1/event-types/:name',
  summary: 'Change an event type by a merge patch (RFC 7396); its schema is replaced as a whole',
  ...writing,
  params: nameParam,
  body: eventTypePatch,
  answers: { 200: eventTypeResource, ...problems('not_found', 'event_type_shared') },
  prepare: async ({ body }) => valuesOf(body),
  async handle({ scope, params, body: { archived }, prepared }, deps, tx) {
    await lockEventTypes(tx, scope.tenantId)
    const before = await readOwnEventType(tx, scope.tenantId, params.name)
    if (!before) return missing(tx, scope, params.name)
    const values = { ...differing(before, prepared), ...archivedValue(before, archived) }
    return change(tx, before, values, 'event_type.updated', deps)
  },
})

function archivedValue({ archivedAt }: EventTypeRow, archived: boolean | undefined): { archivedAt?: 'now' | null } {
  if (archived === undefined || archived === (archivedAt !== null)) return {}
  return { archivedAt: archived ? 'now' : null }
}

function archiving(word: 'archive' | 'unarchive', summary: string) {
  return route({
    method: 'POST',
    url: `/v1/event-types/:name/${word}`,
    summary,
    ...writing,
    params: nameParam,
    answers: { 200: eventTypeResource, ...problems('not_found', 'event_type_shared') },
    async handle({ scope, params }, deps, tx) {
      await lockEventTypes(tx, scope.tenantId)
      const before = await readOwnEventType(tx, scope.tenantId, params.name)
      if (!before) return missing(tx, scope, params.name)
      return change(tx, before, archivedValue(before, word === 'archive'), `event_type.${word}d`, deps)
    },
  })
}

export const archiveEventType = archiving(
  'archive',
  'Mark an event type as no longer to be used; its events are taken and delivered all the same',
)
export const unarchiveEventType = archiving('unarchive', 'Take an event type out of the archive')

export const removeEventType = route({
  method: 'DELETE',
  url: '/v1/event-types/:name',
  summary: 'Delete an event type with its versions; events of it stay',
  ...writing,
  params: nameParam,
  answers: { 204: z.undefined(), ...problems('not_found', 'event_type_shared') },
  async handle({ scope, params }, _deps, tx) {
    await lockEventTypes(tx, scope.tenantId)
    const before = await readOwnEventType(tx, scope.tenantId, params.name)
    if (!before) return missing(tx, scope, params.name)
    await deleteEventType(tx, before)
    return {
      ...answer(204, undefined),
      audit: { action: 'event_type.deleted', target: target(before), changes: { name: { from: before.name } } },
    }
  },
})
