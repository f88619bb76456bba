import type { Cluster } from 'ioredis'

/** All slots of a Cluster. */
const slots = 16_384
const lookEveryMs = 1_000

/**
 * A client of a Cluster is content while any node answers, whatever lies on the others.
 * @throws {Error} when a node is away and nobody stands in for it
 */
export async function askCluster(cluster: Cluster): Promise<void> {
  const info = String(await cluster.cluster('INFO'))
  const well = Number(/^cluster_slots_ok:(\d+)/m.exec(info)?.[1] ?? 0)
  if (well < slots) throw new Error(`${slots - well} of the ${slots} slots of the Redis Cluster are away`)
  if (!/^cluster_state:ok/m.test(info)) throw new Error('the Redis Cluster is down')
}

/** Looks each second whether all of it is there. */
export function watchCluster(cluster: Cluster, tell: { lost(error: Error): void; recovered(): void }) {
  let whole = true
  let looking = false
  async function look(): Promise<void> {
    if (looking) return
    looking = true
    try {
      await askCluster(cluster)
      whole = true
      tell.recovered()
    } catch (error) {
      whole = false
      tell.lost(error instanceof Error ? error : new Error(String(error)))
    } finally {
      looking = false
    }
  }
  const timer = setInterval(() => void look(), lookEveryMs).unref()
  return {
    get whole() {
      return whole
    },
    stop: () => clearInterval(timer),
  }
}
