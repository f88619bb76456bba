import { chownSync, copyFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { debianBin } from './debian-postgres.ts'
import { findCluster, initialise, run } from './embedded/cluster.ts'
import { serve } from './embedded/serve.ts'
import { run as ask, databaseUrl, migrate } from './servers/postgres.ts'

export interface ReplicatedPostgres {
  /** Of a migrated database on the primary. */
  primaryUrl: string
  /** Of the same on the standby that follows it. */
  replicaUrl: string
  /** The standby takes what it is sent, and carries nothing of it out. */
  pauseReplay(): Promise<void>
  resumeReplay(): Promise<void>
  /** As a power cut: of the standby. */
  killReplica(): Promise<void>
  stop(): Promise<void>
}

/** A primary and a standby that streams from it, of Debian's Postgres: ask `canStartDebianPostgres` first. */
export async function startReplicatedPostgres(): Promise<ReplicatedPostgres> {
  const parent = await mkdtemp(join(tmpdir(), 'g5-test-replicated-'))
  const [cluster, other] = ['primary', 'replica'].map((name) => findCluster(join(parent, name), () => {}))
  if (!cluster || !other) throw new Error('there are two')
  await initialise(cluster, `${debianBin}/initdb`, false, ['--locale=C.UTF-8'])
  const settings = { fsync: 'off' }
  const primary = await serve(cluster, `${debianBin}/postgres`, { settings })
  await ask(primary.url, (sql) => sql`create database g5_replicated template template0`)
  const primaryUrl = databaseUrl(primary.url, 'g5_replicated')
  await migrate(primaryUrl)

  const copy = [`--pgdata=${other.data}`, '--write-recovery-conf', '--checkpoint=fast', '--no-sync']
  await run(`${debianBin}/pg_basebackup`, [`--dbname=${primary.url}`, ...copy], other.user)
  const password = join(other.directory, 'password')
  copyFileSync(join(cluster.directory, 'password'), password)
  if (other.user) chownSync(password, other.user.uid, other.user.gid)
  // A reading that is in the way of what is replayed soon loses.
  const replica = await serve(other, `${debianBin}/postgres`, {
    settings: { ...settings, max_standby_streaming_delay: '100ms' },
  })
  const replicaUrl = databaseUrl(replica.url, 'g5_replicated')
  return {
    primaryUrl,
    replicaUrl,
    pauseReplay: () => ask(replica.url, async (sql) => void (await sql`select pg_wal_replay_pause()`)),
    resumeReplay: () => ask(replica.url, async (sql) => void (await sql`select pg_wal_replay_resume()`)),
    killReplica: replica.kill,
    async stop() {
      await replica.stop()
      await primary.stop()
      for (const place of [cluster.directory, other.directory, parent])
        await rm(place, { recursive: true, force: true })
    },
  }
}
