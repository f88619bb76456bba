import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { Refusal } from '../refusal.ts'

/**
 * Where binaries and data go that the server's user can't reach in this clone, which is so for root with a clone in a
 * home of mode 0700. The name is the clone's own, so that two clones never share data.
 */
export const refuge = `/var/tmp/g5-core-${digest(resolve(import.meta.dirname, '../../../..'))}`

export const refugeOfData = (directory: string) => `${refuge}/data-${digest(resolve(directory))}`

/** Makes the refuge. /var/tmp is everybody's, so one that another user put there first is refused. */
export function openRefuge(): string {
  mkdirSync(refuge, { recursive: true, mode: 0o755 })
  const { uid, mode } = lstatSync(refuge)
  if (!lstatSync(refuge).isDirectory() || uid !== process.getuid?.() || mode & 0o022)
    throw new Refusal(
      `${refuge} should hold a copy of Postgres, but another user owns it or may write to it. Remove it and start again.`,
    )
  return refuge
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
