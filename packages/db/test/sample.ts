import { randomBytes } from 'node:crypto'
import { deliveryId, uuidv7 } from '@g5/core'
import { freshDatabase } from '@g5/testing'
import { connect, createEndpoint, createTenant, type Database, type IncomingEvent, type Turn } from '../src/index.ts'

export interface Sample {
  db: Database
  url: string
  tenantId: string
  endpointId: string
  lane: number
  /** As many as wanted, each with one delivery to the endpoint. */
  event(over?: Partial<IncomingEvent>): IncomingEvent
  close(): Promise<void>
}

/** A database with one tenant that has one endpoint. */
export async function sample(): Promise<Sample> {
  const fresh = await freshDatabase()
  const db = connect(fresh.url, { max: 4, name: 'test' })
  const tenantId = uuidv7(Date.now())
  const endpointId = uuidv7(Date.now())
  await createTenant(db.orm, { id: tenantId, slug: 'sample', name: 'Sample' })
  const made = await db.orm.transaction((tx) =>
    createEndpoint(tx, tenantId, endpointId, { url: 'http://127.0.0.1:8080/hook', enabled: true }, secret()),
  )
  if (made.kind !== 'created') throw new Error(made.kind)
  const { lane } = made.endpoint
  return {
    db,
    url: fresh.url,
    tenantId,
    endpointId,
    lane,
    event(over = {}) {
      const id = uuidv7(Date.now())
      return {
        id,
        tenantId,
        tenantClass: 'default',
        keyId: null,
        version: 1,
        type: 'invoice.paid',
        uid: null,
        payload: '{"amount":1.10}',
        channels: null,
        metadata: null,
        endpointIds: null,
        traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
        requestId: 'r-1',
        dedupKey: null,
        bodyHash: null,
        deliveries: [
          {
            ...{ id: deliveryId(id, endpointId), endpointId, lane, held: false },
            ...{ waitMs: 0, leaseMs: 45_000, ordered: false, direct: true },
          },
        ],
        ...over,
      }
    },
    async close() {
      await db.close()
      await fresh.close()
    },
  }
}

function secret() {
  return { id: uuidv7(Date.now()), sealed: randomBytes(40), hint: 'abcd' }
}

/** A lane's turn in a claim: a hundred rows, whatever is due, unless told. */
export function turn(lane: number, over: Partial<Turn> = {}): Turn {
  return { lane, rows: 100, since: '-infinity', window: null, ordered: false, ...over }
}
