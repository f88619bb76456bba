import {
  type EventTypeImport,
  eventTypeImport,
  importedEventTypes,
  openApiDocument,
  payloadToValidate,
  validation,
} from '@g5/contracts'
import {
  allEventTypes,
  countEventTypes,
  createEventType,
  lockEventTypes,
  maxEventTypes,
  readEventType,
  readOwnEventType,
  updateEventType,
} from '@g5/db'
import { answer, problems, refuse } from '../answer.ts'
import { HttpProblem } from '../problem.ts'
import { route } from '../route.ts'
import { version } from '../version.ts'
import { documentOf } from './document.ts'
import { type ImportedType, readDocument, readSchemas } from './import.ts'
import { nameParam, newIds, target } from './routes.ts'
import { differing, whole } from './values.ts'

export const validatePayload = route({
  method: 'POST',
  url: '/v1/event-types/:name/validate',
  summary: 'Hold a payload against the schema of an event type; stores nothing',
  tag: 'event types',
  scope: 'read',
  tenant: 'optional',
  params: nameParam,
  body: payloadToValidate,
  bodyLimit: ({ config }) => config.maxPayloadBytes + 1_024,
  answers: { 200: validation, ...problems('not_found') },
  async handle({ scope, params, body }, { db, schemas }) {
    const row = await readEventType(db.orm, scope, params.name)
    if (!row) return refuse('not_found')
    const validate = row.schemaId === null ? undefined : await schemas.validator(row.schemaId)
    const errors = validate?.(body.payload, '/payload') ?? []
    return answer(200, { valid: errors.length === 0, errors })
  },
})

export const getEventTypeDocument = route({
  method: 'GET',
  url: '/v1/event-types/openapi.json',
  summary: 'The event types as an OpenAPI 3.1 document with webhooks',
  tag: 'event types',
  scope: 'read',
  tenant: 'optional',
  answers: { 200: openApiDocument },
  async handle({ scope }, { db }) {
    return answer(200, documentOf(await allEventTypes(db.orm, scope), version))
  },
})

/** Bytes. */
const importLimit = 2_097_152

export const importEventTypes = route({
  method: 'POST',
  url: '/v1/event-types/import',
  summary: "Declare the webhooks of an OpenAPI 3.1 document, or a map of schemas; what isn't in it stays as it is",
  tag: 'event types',
  scope: 'event-types:write',
  tenant: 'own',
  mutates: true,
  body: eventTypeImport,
  bodyLimit: () => importLimit,
  answers: { 200: importedEventTypes, ...problems('event_type_limit_reached') },
  prepare: ({ body }) => typesOf(body),
  async handle({ scope: { tenantId }, body: { dryRun = false }, prepared }, deps, tx) {
    await lockEventTypes(tx, tenantId)
    const told = { created: [] as string[], changed: [] as string[], unchanged: [] as string[], dryRun }
    let first: { id: string } | undefined
    const existing = await countEventTypes(tx, tenantId)
    for (const { name, values } of prepared) {
      const before = await readOwnEventType(tx, tenantId, name)
      const changes = before ? differing(before, values) : values
      const fate = !before ? 'created' : Object.keys(changes).length > 0 ? 'changed' : 'unchanged'
      told[fate].push(name)
      if (existing + told.created.length > maxEventTypes)
        return refuse('event_type_limit_reached', { detail: `The limit is ${maxEventTypes}.` })
      if (dryRun || fate === 'unchanged') continue
      const ids = newIds(deps)
      const written = before
        ? await updateEventType(tx, before, ids.versionId, changes)
        : await createEventType(tx, tenantId, name, ids, whole(values))
      first ??= written
    }
    const { created, changed } = told
    return {
      ...answer(200, told),
      audit: first
        ? { action: 'event_type.imported', target: target(first), changes: { created, changed } }
        : ('unchanged' as const),
    }
  },
})

/** @throws {HttpProblem} `validation_failed` */
async function typesOf({ openapi, schemas }: EventTypeImport): Promise<ImportedType[]> {
  const read = await (openapi ? readDocument(openapi) : readSchemas(schemas ?? {}))
  if (read.kind === 'faulty') throw new HttpProblem('validation_failed', { errors: read.errors })
  return read.types
}
