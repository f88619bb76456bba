import { setTimeout as wait } from 'node:timers/promises'
import type { Ground } from '../ground.ts'
import { openScope, type Scope } from '../scope.ts'
import type { Finding } from './finding.ts'
import { prepare } from './prepare.ts'
import { seedDue, seedEndpoints } from './seed.ts'
import { worstDeviation } from './windows.ts'

const perSecond = 50
const rows = 1_500
const windowSeconds = 10

/** An endpoint's own rate, held by two workers and by four. */
export async function studyPacing(scope: Scope, ground: Ground): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const workers of [2, 4]) {
    const turn = openScope(scope)
    const moments = await deliverPaced(turn, ground, workers)
    const deviation = worstDeviation(moments, windowSeconds * 1e6, perSecond * windowSeconds)
    findings.push({
      what: `${perSecond} a second, ${workers} workers: worst of all ${windowSeconds} s`,
      value: 100 * deviation,
      unit: '% off',
      atMost: 5,
    })
    await turn.close()
  }
  return findings
}

async function deliverPaced(scope: Scope, ground: Ground, workers: number): Promise<number[]> {
  const { say } = ground
  const { ask, port, product, sql } = await prepare(scope, ground)
  const [endpoint] = await seedEndpoints(sql, product.encryptionKey, [`http://127.0.0.1:${port}/timed`])
  if (!endpoint) throw new Error('no endpoint was made')
  await sql`update endpoints set rate_limit = ${perSecond}, rate_per_seconds = 1`
  await seedDue(sql, [endpoint.lane], rows)
  for (let i = 0; i < workers; i++) await product.startWorker()
  for (;;) {
    const moments = await ask('moments', '/timed')
    say(`${workers} workers: ${moments.length} of ${rows}`)
    if (moments.length >= rows) return moments
    await wait(250)
  }
}
