import { describe, expect, test, vi } from 'vitest'
import { canStartDebianPostgres, startReplicatedPostgres, until } from '../index.ts'
import { stage } from './steps.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const { deploy, atTheEnd } = stage()

describe.skipIf(!canStartDebianPostgres())('with a read replica', () => {
  test('lists come from it while it is near enough, what must be fresh does not, and without it nobody notices', async () => {
    const servers = await startReplicatedPostgres()
    atTheEnd(servers.stop)
    const deployment = await deploy({
      database: { url: servers.primaryUrl, close: async () => {} },
      env: { DATABASE_REPLICA_URLS: servers.replicaUrl, REPLICA_MAX_LAG_SECONDS: '60' },
    })
    await deployment.endpoint('/hook')
    const first = await deployment.post('note.made')
    await deployment.settled()
    const list = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(deployment.url + path, {
        headers: { authorization: `Bearer ${deployment.key}`, ...headers },
      })
      const { data, nextCursor } = (await answer.json()) as { data: { id: string }[]; nextCursor: string | null }
      return { ids: data.map(({ id }) => id), nextCursor }
    }
    await deployment.api.logged(({ msg }) => msg === 'a replica is read from')
    await until(async () => (await list('/v1/events')).ids.includes(first), { what: 'the replica to have the event' })

    await servers.pauseReplay()
    const second = await deployment.post('note.made')
    const made = await deployment.call<{ id: string }>('POST', '/v1/webhooks/endpoints', {
      url: 'https://new.example.com',
    })
    expect((await deployment.call('GET', `/v1/webhooks/endpoints/${made.body.id}/stats`)).status).toBe(200)
    expect((await list('/v1/events')).ids).toEqual([first])
    expect((await list('/v1/events', { 'cache-control': 'no-cache' })).ids).toEqual([second, first])
    expect((await deployment.call('GET', `/v1/events/${second}`)).status).toBe(200)
    const newKey = await deployment.call<{ id: string; key: string }>('POST', '/v1/api-keys', {
      name: 'new',
      scopes: ['read'],
    })
    expect(newKey.status).toBe(201)
    expect((await deployment.call('GET', '/v1/events', undefined, newKey.body.key)).status).toBe(200)

    await servers.resumeReplay()
    await until(async () => (await list('/v1/events')).ids.length === 2, { what: 'the replica to catch up' })
    const page = await list('/v1/events?limit=1')
    await servers.killReplica()
    expect((await deployment.call('GET', '/v1/audit-logs')).status).toBe(200)
    expect((await list(`/v1/events?limit=1&cursor=${page.nextCursor}`)).ids).toEqual([first])
    for (let n = 0; n < 20; n++) expect((await list('/v1/webhooks/deliveries')).ids).toHaveLength(2)
    expect((await deployment.call('GET', '/ready')).status).toBe(200)
  })
})
