import { writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { beginTerm, claim, connectLeader, type LeaseOptions, type Turn } from '@g5/db'
import { microseconds } from '../clock.ts'
import type { Ground } from '../ground.ts'
import type { Scope } from '../scope.ts'
import { median } from '../statistics.ts'
import { explainClaim } from './explain.ts'
import type { Finding } from './finding.ts'
import { prepare } from './prepare.ts'
import { type SeededEndpoint, seedDue, seedEndpoints, seedHistory, seedStranger } from './seed.ts'

const manyTenants = 10_000
const turnsOfClaim = 500
const strangerCount = 20
const lease: LeaseOptions = { defaultTimeoutMs: 15_000, marginMs: 30_000 }

/** Whoever has one row goes beside whoever has a million, and a claim's cost is that of what it takes. */
export async function studyFairness(scope: Scope, ground: Ground): Promise<Finding[]> {
  const { options, say } = ground
  const flood = Math.round(options.rows / 5)
  const { ask, port, product, sql } = await prepare(scope, ground)

  const at = (path: string) => `http://127.0.0.1:${port}${path}`
  const endpoints = (count: number, path: string) =>
    seedEndpoints(
      sql,
      product.encryptionKey,
      Array.from({ length: count }, (_, i) => at(`${path}/${i}`)),
    )
  say(`seeding ${options.rows} rows`)
  const [flooded] = await endpoints(1, '/flood')
  const many = await endpoints(manyTenants, '/many')
  const strangers = await endpoints(strangerCount, '/timed')
  if (!flooded) throw new Error('no endpoint was made')
  await seedHistory(sql, flooded, options.rows - flood - manyTenants)
  await seedDue(sql, [flooded.lane], flood)
  const lanes = many.map(({ lane }) => lane)
  await seedDue(sql, lanes, manyTenants)
  say('analysing')
  await sql`vacuum analyze`

  say('claiming')
  const [timed, explained] = [lanes.slice(0, -turnsOfClaim), lanes.slice(20 - turnsOfClaim)]
  const claimMs = await timeClaims(product.databaseUrl, timed)
  if (options.explain) {
    const turns = [turnOf(flooded.lane, 20), ...explained.map((lane) => turnOf(lane, 1))]
    writeFileSync(options.explain, await explainClaim(product.databaseUrl, turns, lease))
  }

  say('starting a worker')
  await product.startWorker()
  await wait(5_000)
  const strangerMs: number[] = []
  const from = { count: await ask('count', undefined), at: microseconds() }
  for (const [i, stranger] of strangers.entries()) {
    say(`stranger ${i + 1} of ${strangers.length}`)
    strangerMs.push(await timeStranger(stranger, i))
  }
  const perSecond = ((await ask('count', undefined)) - from.count) / ((microseconds() - from.at) / 1e6)

  async function timeStranger(stranger: SeededEndpoint, i: number): Promise<number> {
    const due = microseconds()
    await seedStranger(sql, stranger, i)
    for (;;) {
      const [arrived] = await ask('moments', `/timed/${i}`)
      if (arrived !== undefined) return (arrived - due) / 1e3
      await wait(2)
    }
  }

  return [
    { what: `one row beside ${flood} due ones, median`, value: median(strangerMs), unit: 'ms' },
    {
      what: `one row beside ${flood} due ones, slowest of ${strangerCount}`,
      value: Math.max(...strangerMs),
      unit: 'ms',
      atMost: 1_000,
    },
    { what: 'delivered meanwhile', value: perSecond, unit: 'webhooks/s' },
    {
      what: `a claim of ${turnsOfClaim}, ${manyTenants} tenants with a due row each, median`,
      value: median(claimMs),
      unit: 'ms',
      atMost: 50,
    },
    { what: `a claim of ${turnsOfClaim}, slowest of ${claimMs.length}`, value: Math.max(...claimMs), unit: 'ms' },
  ]
}

/** As a leader's client sees it, its commit included. */
async function timeClaims(databaseUrl: string, lanes: readonly number[]): Promise<number[]> {
  const leader = connectLeader(databaseUrl, () => {})
  try {
    await beginTerm(leader, 'bench')
    const times: number[] = []
    for (let first = 0; first < lanes.length; first += turnsOfClaim) {
      const turns = lanes.slice(first, first + turnsOfClaim).map((lane) => turnOf(lane, 1))
      const asked = performance.now()
      await claim(leader, 'bench', turns, lease)
      times.push(performance.now() - asked)
    }
    return times
  } finally {
    await leader.end()
  }
}

function turnOf(lane: number, rows: number): Turn {
  return { lane, rows, since: '-infinity', window: null, ordered: false }
}
