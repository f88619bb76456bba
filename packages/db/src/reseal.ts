import { SealError, type Sealer, sealContext } from '@g5/core'
import type { Sql } from './connect.ts'
import {
  countSealedOtherwise,
  type SealedPlace,
  type SealedRow,
  sealedOtherwise,
  sealedPlaces,
  swapSealed,
} from './queries/sealed.ts'

export interface ResealProgress {
  place: SealedPlace
  /** Since it began. */
  resealed: number
  /** Rows whose values no key of this process opens. */
  unopened: number
}

const chunk = 200

const contextOf: Record<SealedPlace, (key: string) => string> = {
  endpoint_secrets: sealContext.endpointSecret,
  endpoint_headers: sealContext.endpointHeaders,
  idempotent_answers: (key) => sealContext.idempotentAnswer(key.slice(2)), // without its \x
}

/**
 * Seals anew what is not under the sealer's current key. What is done shows in the values themselves, so it may be
 * killed and run again. A value that was written meanwhile stays as it was written.
 */
export async function reseal(sql: Sql, sealer: Sealer, onChunk: (progress: ResealProgress) => void): Promise<void> {
  for (const place of sealedPlaces) {
    const progress = { place, resealed: 0, unopened: 0 }
    let after: string | undefined
    for (;;) {
      const rows = await sealedOtherwise(sql, place, { mark: sealer.mark, after, limit: chunk })
      for (const row of rows) {
        const fresh = resealed(sealer, row, contextOf[place](row.key))
        if (!fresh) progress.unopened += 1
        else if (await swapSealed(sql, place, row, fresh)) progress.resealed += 1
      }
      after = rows.at(-1)?.key
      if (after === undefined) break
      onChunk({ ...progress })
    }
  }
}

/** Undefined: no key of the sealer opens it. */
function resealed(sealer: Sealer, { sealed }: SealedRow, context: string): Buffer | undefined {
  try {
    return sealer.seal(sealer.open(sealed, context), context)
  } catch (error) {
    if (error instanceof SealError) return undefined
    throw error
  }
}

/** Values that are not under the sealer's current key, by where they are. */
export async function sealedUnderOthers(sql: Sql, { mark }: Pick<Sealer, 'mark'>): Promise<[SealedPlace, number][]> {
  const counts = await Promise.all(sealedPlaces.map((place) => countSealedOtherwise(sql, place, mark)))
  return sealedPlaces.map((place, i): [SealedPlace, number] => [place, counts[i] ?? 0]).filter(([, count]) => count > 0)
}
