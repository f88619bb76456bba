import { z } from 'zod'

const dependency = z.strictObject({
  status: z.enum(['up', 'down']),
  latencyMs: z.number().nullable(),
  detail: z.string().optional(),
})

/** Without a credential the word alone; development shows all. */
export const health = z
  .strictObject({
    status: z.enum(['ok', 'degraded', 'down']),
    reasons: z.array(z.string()).optional(),
    postgres: dependency.optional(),
    queue: dependency
      .extend({ backend: z.enum(['redis', 'postgres']), waiting: z.record(z.string(), z.int()) })
      .optional(),
    deliveries: z
      .strictObject({ due: z.int(), oldestDueSeconds: z.number().nullable(), dead: z.int(), held: z.int() })
      .optional()
      .meta({ description: '`due`, `dead` and `held` are counted up to 10,000' }),
    circuits: z.strictObject({ open: z.int(), half_open: z.int() }).optional(),
    backup: z
      .strictObject({ finishedAt: z.iso.datetime(), ageSeconds: z.int() })
      .nullable()
      .optional()
      .meta({ description: 'The newest good backup; null when there was none' }),
    migrations: z.strictObject({ pending: z.int() }).optional(),
    version: z.string().optional(),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof health>
