import { elapse } from '@g5/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Endpoint, type Engine, startEngine } from '../../test/engine.ts'
import { createLaneBook } from './lane-book.ts'
import { createSurvey } from './survey.ts'

let engine: Engine
let crowded: Endpoint
beforeEach(async () => {
  engine = await startEngine()
  const tenant = await engine.tenant()
  crowded = await tenant.endpoint('/crowded')
  await crowded.post()
  await engine.sql`
    insert into open_deliveries (id, tenant_id, event_id, endpoint_id, lane, state, next_at, fence)
    select (substr(id::text, 1, 15) || substr(md5(g::text), 1, 3) || '-8' || substr(md5('a' || g::text), 1, 3) || '-' ||
            substr(md5('b' || g::text), 1, 12))::uuid, tenant_id, event_id, endpoint_id, lane, 'pending', now() - g * interval '1 ms', 0
      from open_deliveries, generate_series(1, 2499) g`
})
afterEach(() => engine.close())

const surveyed = async () => {
  const book = createLaneBook({ classQueues: [], classWeights: new Map(), isPaused: () => false })
  const survey = createSurvey(engine.sql, book, () => false)
  await survey.sweep()
  return survey
}

test('what waits for a disabled endpoint is held a chunk at a time, so that others have their turns in between', async () => {
  await engine.sql`update lanes set disabled = true`
  const survey = await surveyed()
  expect(survey.untidy).toBe(true)
  await survey.tidy()
  expect(await engine.counts()).toEqual({ held: 1_000, pending: 1_500 })
  await survey.tidy()
  await survey.tidy()
  expect(await engine.counts()).toEqual({ held: 2_500 })
  expect(survey.untidy).toBe(false)
})

test('what is in flight when its endpoint is disabled ends its attempt first', async () => {
  await engine.sql`update lanes set disabled = true`
  await engine.sql`update open_deliveries set state = 'queued', next_at = now() + interval '45 s', fence = 1
    where id in (select id from open_deliveries order by id limit 3)`
  const survey = await surveyed()
  for (let i = 0; i < 3; i++) await survey.tidy()
  expect(await engine.counts()).toEqual({ held: 2_497, queued: 3 })
  await elapse(engine.sql, 60)
  await survey.sweep()
  await survey.tidy()
  expect(await engine.counts()).toEqual({ held: 2_500 })
})

test('what lies in the lane of a deleted endpoint is cancelled, whatever its state', async () => {
  await engine.sql`update open_deliveries set state = 'dead', next_at = null
    where id in (select id from open_deliveries order by id limit 700)`
  await engine.sql`update lanes set closed_at = now()`
  const survey = await surveyed()
  for (let i = 0; i < 3; i++) await survey.tidy()
  expect(await engine.counts()).toEqual({ cancelled: 2_500 })
})

test('what is due in a lane on hold is held a chunk at a time, and what is due later only then', async () => {
  await engine.sql`insert into holds (id, endpoint_id, reason) values (gen_random_uuid(), ${crowded.id}, 'x')`
  await engine.sql`update open_deliveries set next_at = now() + interval '1 hour'
    where id in (select id from open_deliveries order by id limit 100)`
  const survey = await surveyed()
  await survey.tidy()
  expect(await engine.counts()).toEqual({ held: 1_000, pending: 1_500 })
  for (let i = 0; i < 3; i++) await survey.tidy()
  expect(await engine.counts()).toEqual({ held: 2_400, pending: 100 })
  expect(survey.untidy).toBe(false)
  await elapse(engine.sql, 4_000)
  await survey.sweep()
  await survey.tidy()
  expect(await engine.counts()).toEqual({ held: 2_500 })
})
