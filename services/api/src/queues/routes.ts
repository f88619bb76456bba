import { allQueues, deliveryQueues, queue, queuePage } from '@g5/contracts'
import { pauseQueue, readPauses, resumeQueue } from '@g5/db'
import { z } from 'zod'
import { answer, problems } from '../answer.ts'
import { HttpProblem } from '../problem.ts'
import { route } from '../route.ts'
import { lookAtQueues, pausable, pausedSince } from './look.ts'

const about = { tag: 'queues', scope: 'operate', tenant: 'none' } as const

export const getQueues = route({
  method: 'GET',
  url: '/v1/webhooks/queues',
  summary: 'What waits, in the queues and before them in Postgres',
  ...about,
  answers: { 200: queuePage },
  async handle(_request, deps) {
    return answer(200, { data: await lookAtQueues(deps), nextCursor: null })
  },
})

function switching(words: { path: 'pause' | 'resume'; summary: string }, turn: typeof pauseQueue) {
  return route({
    method: 'POST',
    url: `/v1/webhooks/queues/:name/${words.path}`,
    summary: words.summary,
    ...about,
    mutates: true,
    params: z.object({
      name: z
        .string()
        .max(64)
        .meta({ description: 'As the list of queues has it', examples: ['webhooks'] }),
    }),
    answers: { 200: queue, ...problems('not_found', 'not_pausable') },
    async prepare({ params }, deps) {
      const { classQueues } = deps.config
      const name = pausable(deps, params.name)
      if (name === undefined && allQueues(classQueues).some((other) => other === params.name))
        throw new HttpProblem('not_pausable', {
          detail: `These can be paused: ${deliveryQueues(classQueues).join(', ')}.`,
        })
      const state = (await lookAtQueues(deps)).find((one) => one.name === name)
      if (name === undefined || state === undefined) throw new HttpProblem('not_found')
      return { name, state }
    },
    async handle({ prepared: { name, state } }, { wake }, tx) {
      const turned = await turn(tx, name)
      const shown = answer(200, { ...state, ...pausedSince((await readPauses(tx)).get(name)) })
      if (!turned) return { ...shown, audit: 'unchanged' as const }
      return {
        ...shown,
        audit: { action: `queue.${words.path}d` as const, target: { kind: 'queue', name } },
        after: () => wake({ kind: 'sweep' }),
      }
    },
  })
}

export const postPause = switching(
  { path: 'pause', summary: 'Let nobody take from a queue: what comes waits in Postgres, and nothing is lost' },
  pauseQueue,
)

export const postResume = switching({ path: 'resume', summary: 'Let a queue go again' }, resumeQueue)
