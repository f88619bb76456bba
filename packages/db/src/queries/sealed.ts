import type { Sql } from '../connect.ts'

/** Where sealed values are kept. */
export const sealedPlaces = ['endpoint_secrets', 'endpoint_headers', 'idempotent_answers'] as const
export type SealedPlace = (typeof sealedPlaces)[number]

export interface SealedRow {
  /** The key of its row as text: a UUID, or bytes in hex. */
  key: string
  sealed: Buffer
}

const places = {
  endpoint_secrets: { table: 'endpoint_secrets', key: 'id', column: 'sealed', asText: 'id::text', type: 'uuid' },
  endpoint_headers: { table: 'endpoints', key: 'id', column: 'headers', asText: 'id::text', type: 'uuid' },
  idempotent_answers: {
    ...{ table: 'idempotent_answers', key: 'key', column: 'answer' },
    ...{ asText: `'\\x' || encode(key, 'hex')`, type: 'bytea' },
  },
} as const satisfies Record<SealedPlace, Record<string, string>>

/** Those that do not begin with `mark`, by key, from the first after `after`. */
export async function sealedOtherwise(
  sql: Sql,
  place: SealedPlace,
  { mark, after, limit }: { mark: Buffer; after: string | undefined; limit: number },
): Promise<SealedRow[]> {
  const { table, key, column, asText, type } = places[place]
  const rows = await sql.unsafe<{ key: string; sealed: Buffer }[]>(
    `select ${asText} as key, ${column} as sealed from ${table}
       where substring(${column} from 1 for ${mark.length}) <> $1 and ($2::text is null or ${key} > $2::text::${type})
       order by ${key} limit $3`,
    [mark, after ?? null, limit],
  )
  return [...rows]
}

export async function countSealedOtherwise(sql: Sql, place: SealedPlace, mark: Buffer): Promise<number> {
  const { table, column } = places[place]
  const [row] = await sql.unsafe<[{ count: number }]>(
    `select count(*)::float8 as count from ${table} where substring(${column} from 1 for ${mark.length}) <> $1`,
    [mark],
  )
  return row.count
}

/**
 * One row in a statement of its own: it waits for a writer, and nobody waits for it.
 * @returns false when somebody has written another value, or the row is gone
 */
export async function swapSealed(sql: Sql, place: SealedPlace, { key, sealed }: SealedRow, fresh: Buffer) {
  const { table, key: keyColumn, column, type } = places[place]
  const { count } = await sql.unsafe(
    `update ${table} set ${column} = $1 where ${keyColumn} = $2::text::${type} and ${column} = $3`,
    [fresh, key, sealed],
  )
  return count > 0
}
