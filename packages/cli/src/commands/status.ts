import { G5UnexpectedAnswer, type Health } from '@g5/sdk'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import { exits } from '../failures.ts'
import { tokenOf } from '../profiles/session.ts'
import { moment, statusColour } from './list.ts'

export const status = command({
  name: 'status',
  summary: 'Show health, backlog, dead letters and circuits',
  details: 'Exit code 0 when all is well, 1 when it is degraded or down, 5 when there is no answer.',
  examples: [
    ['g5 status', ''],
    ['g5 status --quiet || page-somebody', 'in a script'],
  ],
  json: '{"status", "health": the answer of GET /v1/health, "present": `present` of GET /v1/stats/overview}',
  async run(context) {
    const { out, g5 } = context
    const health = await healthOf(context)
    const present = health.status === 'down' ? undefined : (await g5.statistics.overview()).present
    out.data({ status: health.status, health, present: present ?? null })
    if (out.quiet) out.value(health.status)
    const counted = ({ count, atLeast }: { count: number; atLeast: boolean }) => `${count}${atLeast ? ' or more' : ''}`
    out.fields([
      ['health', [health.status, ...(health.reasons ?? [])].join(', '), statusColour(health.status)],
      ...(present
        ? ([
            [
              'backlog',
              `${counted(present.backlog)}${present.oldestDueAt ? `, due since ${moment(present.oldestDueAt)}` : ''}`,
            ],
            ['held', counted(present.held)],
            ['dead letters', counted(present.deadLetters), present.deadLetters.count > 0 ? 'red' : undefined],
            [
              'circuits',
              `${present.openCircuits} open, ${present.halfOpenCircuits} half open`,
              present.openCircuits > 0 ? 'red' : undefined,
            ],
          ] as const)
        : []),
      ...(health.postgres ? ([['postgres', dependency(health.postgres)]] as const) : []),
      ...(health.queue ? ([['queue', `${health.queue.backend} ${dependency(health.queue)}`]] as const) : []),
      ...(health.version ? ([['version', health.version]] as const) : []),
    ])
    return health.status === 'ok' ? exits.done : exits.failed
  },
})

const dependency = ({ status, latencyMs }: { status: string; latencyMs: number | null }) =>
  latencyMs === null ? status : `${status}, ${Math.round(latencyMs * 10) / 10} ms`

/** With the credential, since nobody in particular hears one word alone. A deployment that is down says so with a 503. */
async function healthOf({ g5, session }: Context): Promise<Health> {
  const token = await tokenOf(session)
  try {
    return await g5.operations.health({ retries: 0, headers: token ? { authorization: `Bearer ${token}` } : {} })
  } catch (error) {
    if (error instanceof G5UnexpectedAnswer && error.status === 503) {
      const told = healthIn(error.body)
      if (told) return told
    }
    throw error
  }
}

function healthIn(body: string): Health | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && 'status' in value && value.status === 'down'
      ? { ...value, status: 'down' }
      : undefined
  } catch {
    return undefined // A proxy's own 503.
  }
}
