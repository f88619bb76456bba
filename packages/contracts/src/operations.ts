import { z } from 'zod'
import { time, timeFilter } from './paging.ts'

export const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal'])

export const newLogLevel = z
  .strictObject({
    level: logLevel.nullable().meta({ description: 'null: what LOG_LEVEL says' }),
    until: timeFilter.optional().meta({ description: 'When LOG_LEVEL holds again' }),
  })
  .refine(({ level, until }) => level !== null || until === undefined, {
    path: ['until'],
    message: 'needs a level',
  })
  .meta({ id: 'NewLogLevel' })

export const logLevelState = z
  .strictObject({
    level: logLevel.nullable().meta({ description: 'Of every pod, within seconds; null: each logs by its LOG_LEVEL' }),
    until: time.nullable(),
  })
  .meta({ id: 'LogLevel' })

/** For the firewalls of receivers. */
export const egress = z
  .strictObject({
    cidrs: z
      .array(z.string())
      .meta({ description: 'Where webhooks come from; empty when the deployment does not say' }),
    userAgent: z.string(),
  })
  .meta({ id: 'Egress' })
