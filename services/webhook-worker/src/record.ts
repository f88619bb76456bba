import { naturalBatch } from '@g5/core'
import { type Became, isConnectionLoss, isDataError, record, type Sql } from '@g5/db'
import { type Judged, toRecord } from './assess.ts'

interface RecorderDeps {
  /** So many go into one statement. */
  onRows(rows: number): void
  onRecorded(judged: Judged, became: Became): void
}

/**
 * Records attempts in natural batches. When the outcome of a batch is unknown the same statement is sent again: each
 * attempt is known by its delivery and its fence, so it counts once.
 */
export function createRecorder(sql: Sql, { onRows, onRecorded }: RecorderDeps) {
  const batch = naturalBatch<Judged, void>({
    async flush(judged) {
      onRows(judged.length)
      const recorded = await recordSurely(sql, judged)
      return judged.map((one, i) => onRecorded(one, recorded[i] ?? 'unchanged'))
    },
    maxItems: 200,
    restMs,
    isUrgent: ({ delivery }) => delivery.bounded === true,
    bounds: [{ weigh: ({ answer }) => (answer.kind === 'response' ? answer.body.length : 0), max: 1_000_000 }],
    maxWaiting: 100_000,
    bisect: isDataError,
  })
  return { record: batch.add, drain: batch.drain }
}

/**
 * Nobody waits for a record but its slot, and larger statements saved a tenth of Postgres's CPU a delivery. Only of a lane
 * that keeps an order, or whose circuit is not closed for good, the next one goes when this one is recorded.
 */
const restMs = 6

const patienceMs = 8_000

async function recordSurely(sql: Sql, judged: readonly Judged[]): Promise<Became[]> {
  const deadline = performance.now() + patienceMs
  for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, 1_000)) {
    try {
      return await record(sql, judged.map(toRecord))
    } catch (error) {
      // Past the deadline the lease runs out and the attempt is made again, with the same webhook-id.
      if (!isConnectionLoss(error) || performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
}
