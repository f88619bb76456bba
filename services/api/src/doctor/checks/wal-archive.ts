import { walArchive as readArchive, type WalArchive } from '@g5/db'
import { type Check, green, red, type Verdict, yellow } from '../verdict.ts'

/** Seconds: the RPO that the archive is there for. A database that is written to closes a segment far more often. */
const promised = 15 * 60

const minutes = (seconds: number) => `${(seconds / 60).toFixed(1)} minutes`

export function judgeArchive({ isOn, archivedAge, failedAge }: WalArchive): Verdict {
  if (!isOn)
    return yellow('off', 'What is written since the last backup would be lost: infra/RECOVERY.md says how to archive.')
  if (failedAge !== null && (archivedAge === null || failedAge < archivedAge))
    return red(
      `the last push failed, ${minutes(failedAge)} ago`,
      'See the log of Postgres, before its disk is full of what waits.',
    )
  if (archivedAge === null) return yellow('on, but nothing was archived yet', 'Look again after archive_timeout.')
  const found = `the newest segment was archived ${minutes(archivedAge)} ago`
  return archivedAge > promised
    ? yellow(found, 'Fine where nobody writes. Else set archive_timeout, or see what keeps the archiver.')
    : green(found)
}

export const walArchive: Check = {
  id: 'wal_archive',
  item: 'WAL archived',
  look: async ({ sql }) => judgeArchive(await readArchive(sql())),
}
