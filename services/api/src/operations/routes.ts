import { egress, logLevelState, newLogLevel } from '@g5/contracts'
import { userAgent } from '@g5/core'
import { type LogLevelRow, readLogLevel, setLogLevel } from '@g5/db'
import type { z } from 'zod'
import { answer, invalid, problems } from '../answer.ts'
import { time } from '../present.ts'
import { route } from '../route.ts'

const about = { tag: 'operations', scope: 'operate', tenant: 'none' } as const

export const getLogLevel = route({
  method: 'GET',
  url: '/v1/log-level',
  summary: 'What every pod logs at',
  ...about,
  answers: { 200: logLevelState },
  async handle(_request, { db }) {
    return answer(200, show(await readLogLevel(db.orm)))
  },
})

export const putLogLevel = route({
  method: 'PUT',
  url: '/v1/log-level',
  summary: 'Change what every pod logs, within seconds; without an end until it is changed again',
  ...about,
  mutates: true,
  body: newLogLevel,
  answers: { 200: logLevelState, ...problems() },
  async handle({ body: { level, until = null } }, { clock }, tx) {
    if (until !== null && Date.parse(until) <= clock.now())
      return invalid({ pointer: '/until', detail: 'has passed already' })
    await setLogLevel(tx, level === null ? undefined : { level, until })
    const shown = show(await readLogLevel(tx))
    return {
      ...answer(200, shown),
      audit: { action: 'log_level.set', target: { kind: 'deployment', name: 'log-level' }, changes: shown },
    }
  },
})

function show(row: LogLevelRow | undefined): z.output<typeof logLevelState> {
  return { level: row?.level ?? null, until: time(row?.until ?? null) }
}

export const getEgress = route({
  method: 'GET',
  url: '/v1/egress',
  summary: 'Where webhooks come from, for the firewalls of receivers',
  tag: 'operations',
  scope: 'any',
  tenant: 'none',
  answers: { 200: egress },
  handle: async (_request, { config }) => answer(200, { cidrs: config.egress.publicCidrs, userAgent }),
})
