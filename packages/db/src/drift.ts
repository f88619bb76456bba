import { readdirSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { migrationsFolder } from './migrate.ts'
import * as schema from './schema/index.ts'

export type Drift =
  | { kind: 'none' }
  /** Tables, views and types whose code no migration makes. */
  | { kind: 'drifted'; names: string[] }
  /** drizzle-kit, which can tell, is a tool of development and is not installed. */
  | { kind: 'unknown' }

/** Kinds of things in a snapshot, by their names. */
const parts = ['tables', 'views', 'enums', 'sequences', 'roles', 'policies', 'schemas'] as const
type Snapshot = Record<(typeof parts)[number], Record<string, unknown>>

/**
 * Compares the schema in the code with the snapshot of the last migration. `drizzle-kit check` does not: it looks at
 * the snapshots alone.
 */
export async function schemaDrift(code: Record<string, unknown> = schema): Promise<Drift> {
  const kit = await import('drizzle-kit/api').catch(() => undefined)
  if (!kit) return { kind: 'unknown' }
  const coded: Snapshot = JSON.parse(JSON.stringify(kit.generateDrizzleJson(code)))
  const migrated = lastSnapshot()
  const names = parts.flatMap((part) =>
    [...new Set([...Object.keys(coded[part]), ...Object.keys(migrated[part])])].filter(
      (name) => !isDeepStrictEqual(coded[part][name], migrated[part][name]),
    ),
  )
  return names.length > 0 ? { kind: 'drifted', names } : { kind: 'none' }
}

function lastSnapshot(): Snapshot {
  const files = readdirSync(`${migrationsFolder}/meta`).filter((name) => name.endsWith('_snapshot.json'))
  return JSON.parse(readFileSync(`${migrationsFolder}/meta/${files.sort().at(-1)}`, 'utf8'))
}
