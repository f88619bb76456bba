import { readdirSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { generateDrizzleJson } from 'drizzle-kit/api'
import { migrationsFolder } from '../src/migrate.ts'
import * as schema from '../src/schema/index.ts'

/** Kinds of things in a snapshot, by their names. */
const parts = ['tables', 'views', 'enums', 'sequences', 'roles', 'policies', 'schemas'] as const
type Snapshot = Record<(typeof parts)[number], Record<string, unknown>>

/**
 * Compares the schema in the code with the snapshot of the last migration. `drizzle-kit check` does not: it looks at
 * the snapshots alone.
 * @returns the tables, views and types whose code no migration makes
 */
export function schemaDrift(code: Record<string, unknown> = schema): string[] {
  const coded: Snapshot = JSON.parse(JSON.stringify(generateDrizzleJson(code)))
  const migrated = lastSnapshot()
  return parts.flatMap((part) =>
    [...new Set([...Object.keys(coded[part]), ...Object.keys(migrated[part])])].filter(
      (name) => !isDeepStrictEqual(coded[part][name], migrated[part][name]),
    ),
  )
}

function lastSnapshot(): Snapshot {
  const files = readdirSync(`${migrationsFolder}/meta`).filter((name) => name.endsWith('_snapshot.json'))
  return JSON.parse(readFileSync(`${migrationsFolder}/meta/${files.sort().at(-1)}`, 'utf8'))
}

// For migrate:check, which runs where this tool of development may be missing.
if (import.meta.main) process.stdout.write(JSON.stringify(schemaDrift()))
