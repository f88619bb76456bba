import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '@g5/testing/embedded-postgres'
import postgres from 'postgres'
import type { Scope } from '../scope.ts'

export interface Server {
  pid: number
  version: string
  /** An empty database, after a checkpoint, so that no run pays for what the one before it wrote. */
  freshDatabase(): Promise<string>
}

/** One for all scenarios. Its settings are the ones it comes with, fsync on; only the memory is a small server's. */
const settings = { max_connections: 200, shared_buffers: '256MB' }

/** In a directory of its own below `parent`, which is removed at the end. */
export async function startPostgres(scope: Scope, parent: string): Promise<Server> {
  const directory = mkdtempSync(join(parent, 'g5-bench-postgres-'))
  chmodSync(directory, 0o711) // As root the server runs as another user.
  scope.defer(async () => {
    await removeEmbeddedPostgres(join(directory, 'cluster'))
    rmSync(directory, { recursive: true, force: true })
  })
  const server = await startEmbeddedPostgres({ directory: join(directory, 'cluster'), settings })
  scope.defer(server.stop)
  const sql = postgres(server.url, { max: 1, onnotice: () => {} })
  scope.defer(() => sql.end({ timeout: 2 }))
  const [row] = await sql`show server_version`
  let databases = 0
  return {
    pid: server.pid,
    version: String(row?.['server_version']),
    async freshDatabase() {
      const url = new URL(server.url)
      url.pathname = `/bench_${++databases}`
      await sql`create database ${sql(url.pathname.slice(1))}`
      await sql`checkpoint`
      return url.href
    },
  }
}
