import { publicId } from '@g5/contracts'
import { uuidv7 } from '@g5/core'
import {
  type DatabaseClock,
  type Erased,
  erasureSteps,
  finishErasure,
  holdErasure,
  noteErased,
  type Orm,
  systemActor,
  type Tx,
  tenantsToErase,
  writeAudit,
} from '@g5/db'
import type { Logger } from '@g5/telemetry'
import { takeTurn } from './turn.ts'

/** Rows of one transaction, and payloads of as many events. */
const rowsPerStep = 500

interface ErasureDeps {
  orm: Orm
  clock: Pick<DatabaseClock, 'now'>
  log: Logger
}

/**
 * Erases what deleted tenants have left, a chunk a transaction, with its count: whoever goes on after a restart does so
 * where it stopped. A statement that had begun before the deletion can commit after it, so the tenant itself goes only
 * when a pass that began later than any such statement can last has found nothing.
 */
export async function eraseTenants({ orm, clock, log }: ErasureDeps): Promise<void> {
  for (const tenantId of await tenantsToErase(orm)) {
    let next: Next = { from: 0 }
    await takeTurn(async () => {
      const { from = 0 } = next
      next = await orm.transaction((tx) => takeStep(tx, tenantId, from, clock))
      return next.from !== undefined
    })
    if (next.erased) log.info({ tenantId: publicId('tenant', tenantId), ...next.erased }, 'a tenant is erased')
  }
}

/** Where to go on; nowhere when others are at it, when it has to wait, or when all is `erased`. */
interface Next {
  from: number | undefined
  erased?: Erased
}

async function takeStep(tx: Tx, tenantId: string, from: number, clock: ErasureDeps['clock']): Promise<Next> {
  const held = await holdErasure(tx, tenantId)
  if (!held) return { from: undefined }
  const { quiet, ...erased } = held
  for (const [place, { whenQuiet, erase }] of erasureSteps.entries()) {
    if (place < from || (whenQuiet && !quiet)) continue
    const now = await erase(tx, tenantId, rowsPerStep)
    if (!Object.values(now).some((rows) => rows > 0)) continue
    await noteErased(tx, tenantId, now)
    return { from: place }
  }
  if (from > 0) return { from: 0 } // Once more, all of it.
  if (!quiet) return { from: undefined }
  await finishErasure(tx, tenantId)
  await writeAudit(tx, systemActor('webhook-worker'), {
    ...{ id: uuidv7(clock.now()), tenantId: null, action: 'tenant.erased' },
    ...{ target: { kind: 'tenant', id: tenantId }, changes: { erased } },
  })
  return { from: undefined, erased }
}
