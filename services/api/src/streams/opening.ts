import { presentSnapshot, readSnapshot, type Sql, saw } from '@g5/db'

/** Where a stream began. */
export interface Opening {
  /** Unix milliseconds of the database's clock. */
  at: number
  /** This row was to be seen already, so that whoever goes on from there has no claim to it. */
  knew(row: { xid: string }): boolean
}

/**
 * Now, as the id that a stream begins with: `<Unix milliseconds>.<what the database saw>`. Ids are not in the order in
 * which rows become visible, so only this says what a reader who has heard nothing yet has missed.
 */
export async function openingNow(sql: Sql): Promise<string> {
  const { at, snapshot } = await presentSnapshot(sql)
  return `${at}.${snapshot}`
}

/** Undefined for any other id. */
export function openingOf(id: string): Opening | undefined {
  const [, at, text = ''] = /^(\d{13})\.(.+)$/.exec(id) ?? []
  const snapshot = readSnapshot(text)
  return snapshot && { at: Number(at), knew: ({ xid }) => saw(snapshot, xid) }
}
