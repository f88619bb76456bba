import { spawnSync } from 'node:child_process'
import { statfsSync } from 'node:fs'
import { availableParallelism, cpus, release, totalmem } from 'node:os'
import type { Ground } from './ground.ts'
import { repository } from './processes/node.ts'
import { redisVersion } from './processes/redis.ts'

/** What a figure must be read with. */
export interface Machine {
  commit: string
  /** Whether the sources differ from that commit. */
  modified: boolean
  at: string
  cores: number
  cpu: string
  memoryGiB: number
  kernel: string
  node: string
  postgres: string
  redis: string
  /** Whether writes reach a disk at all. */
  disk: 'disk' | 'memory'
}

/** TMPFS_MAGIC and RAMFS_MAGIC, statfs(2). */
const inMemory = [0x01021994, 0x858458f6]

export function describeMachine({ options, postgres }: Ground): Machine {
  return {
    commit: git('rev-parse', 'HEAD') ?? 'unknown',
    modified: git('status', '--porcelain') !== '',
    at: new Date().toISOString(),
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.versions.node,
    postgres: postgres.version,
    redis: options.backend === 'redis' ? (redisVersion() ?? 'unknown') : 'none',
    disk: inMemory.includes(statfsSync(options.directory).type) ? 'memory' : 'disk',
  }
}

function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: repository, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}
