import { sql } from 'drizzle-orm'
import { integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { key, moment } from './columns.ts'
import { tenants } from './tenancy.ts'

/** What a tenant says of the types that it posts. Those of the hidden system tenant are everybody's. */
export const eventTypes = pgTable(
  'event_types',
  {
    id: key(),
    tenantId: uuid('tenant_id')
      .notNull()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    description: text('description'),
    /** JSON text of a list: jsonb can't hold all that JSON can. */
    examples: text('examples').notNull().default('[]'),
    /** Of the version that applies. */
    version: integer('version').notNull().default(1),
    /** The id of that version, if it has a schema. */
    schemaId: uuid('schema_id'),
    archivedAt: moment('archived_at'),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => [unique('event_types_tenant_name').on(t.tenantId, t.name)],
)

/** Each schema that a type ever had. Rows never change, so what was compiled of one holds. */
export const eventTypeVersions = pgTable(
  'event_type_versions',
  {
    id: key(),
    eventTypeId: uuid('event_type_id')
      .notNull()
      .references(() => eventTypes.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    /** JSON text; null: anything goes. */
    schema: text('schema'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [unique('event_type_versions_version').on(t.eventTypeId, t.version)],
)
