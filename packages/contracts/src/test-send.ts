import { z } from 'zod'
import { attemptTimings } from './deliveries.ts'
import { errorCode } from './error-codes.ts'
import { eventType } from './events.ts'

export const testSend = z
  .strictObject({
    type: eventType.optional().meta({ description: "The endpoint's first plain type unless told" }),
    payload: z.unknown().optional().meta({ description: 'Sent byte for byte; a sample unless told' }),
  })
  .meta({ id: 'TestSend' })

const headerList = z.record(z.string(), z.string())

export const testAttempt = z
  .strictObject({
    outcome: z.enum(['delivered', 'failed']),
    errorCode: errorCode.nullable(),
    detail: z.string().nullable(),
    durationMs: z.int(),
    timings: attemptTimings,
    request: z.strictObject({
      url: z.string(),
      headers: headerList.meta({ description: "Values of the endpoint's own headers are left out" }),
      body: z.string(),
    }),
    response: z
      .strictObject({
        status: z.int(),
        headers: headerList,
        body: z.string().meta({ description: 'The first 16 KiB, as text' }),
      })
      .nullable(),
  })
  .meta({ id: 'TestAttempt' })
export type TestAttempt = z.infer<typeof testAttempt>
