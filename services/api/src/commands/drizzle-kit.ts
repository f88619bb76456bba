import { type SpawnSyncOptions, spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { migrationsFolder } from '@g5/db'

/** drizzle-kit is a tool of development: it runs beside the schema, as a process of its own, where it is installed. */
function runThere(args: string[], options: SpawnSyncOptions = {}) {
  const env = { PATH: dirname(process.execPath), NODE_OPTIONS: '--conditions=source' }
  return spawnSync(process.execPath, args, { cwd: dirname(migrationsFolder), env, encoding: 'utf8', ...options })
}

/** Names of what the code says and no migration makes; undefined where nobody can tell. */
export function schemaDrift(): string[] | undefined {
  const { status, stdout } = runThere(['scripts/drift.ts'])
  return status === 0 ? JSON.parse(String(stdout)) : undefined
}

/** @returns its exit code */
export function generateMigration(name: string): number {
  const args = ['node_modules/drizzle-kit/bin.cjs', 'generate', '--name', name]
  return runThere(args, { stdio: 'inherit' }).status ?? 1
}
