import { readFile, rename, writeFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { loadCommandConfig } from '@g5/config'
import { publicId, uuidOfId } from '@g5/contracts'
import { lowestUuidAt, uuidMillis } from '@g5/core'
import { auditLeftFrom, auditSettledBefore, connect, type Database, hiddenSessions, nextAudit } from '@g5/db'
import { showEntry } from '../audit/show.ts'
import { complain, onStopSignal, runAsProcess } from './command.ts'

const help = `
audit-ship   Prints the audit log of all tenants for a log store: a JSON object a line, oldest first, none left out. What
             is younger than two minutes waits, and what is younger than the oldest open transaction, since an entry that
             was begun before it may still be committed.
  --state FILE   Goes on after the entry that is noted there, and notes how far it came once a page was taken. A page
                 that was taken and not noted is printed again: by their \`id\` entries are known.
  --after ID     Goes on after this entry, such as aud_…, where nothing is noted.
  --follow       Stays, and prints what becomes ready, until SIGTERM.
`

const everyOf = { allTenants: true } as const
const rowsAtOnce = 1_000
/** Milliseconds between two looks, with --follow. */
const lookEveryMs = 5_000

await runAsProcess({
  help,
  flags: ['follow'],
  values: ['state', 'after'],
  async run({ follow }, _words, { state, after }) {
    if (after !== undefined && uuidOfId(after) === undefined) {
      complain(`--after must be the id of an audit entry, and ${after} is none`)
      return 1
    }
    const stopping = onStopSignal()
    const db = connect(loadCommandConfig().databaseUrl, { max: 1, name: 'g5-audit-ship' })
    try {
      if (await hiddenSessions(db.sql))
        complain(
          'This role can not see what others run here, so an entry of theirs may be left out: grant it pg_read_all_stats.',
        )
      let last = (state && (await noted(state))) || (after && uuidOfId(after)) || undefined
      const leftFrom = await auditLeftFrom(db.sql)
      if (last !== undefined && last < leftFrom)
        complain(
          `What was entered from ${momentOf(last)} to ${momentOf(leftFrom)} is past AUDIT_RETENTION_DAYS and was dropped: if anything was, it was not shipped.`,
        )
      do {
        last = await shipSettled(db, last, (id) => (state ? note(state, id) : Promise.resolve()))
        if (follow) await wait(lookEveryMs, undefined, { signal: stopping }).catch(() => {}) // It rejects to end early.
      } while (follow && !stopping.aborted)
      return 0
    } finally {
      await db.close()
    }
  },
})

/** @returns the last entry that is shipped now */
async function shipSettled(
  { sql, orm }: Database,
  from: string | undefined,
  taken: (id: string) => Promise<void>,
): Promise<string | undefined> {
  const toId = lowestUuidAt(await auditSettledBefore(sql))
  let after = from
  for (;;) {
    const rows = await nextAudit(orm, everyOf, { after, toId, limit: rowsAtOnce })
    const last = rows.at(-1)
    if (!last) return after
    await print(rows.map((row) => `${JSON.stringify(showEntry(row, everyOf))}\n`).join(''))
    after = last.id
    await taken(after)
  }
}

function momentOf(id: string): string {
  return new Date(uuidMillis(id)).toISOString()
}

/** Once whoever reads has taken it, as far as a pipe can tell. */
function print(text: string): Promise<void> {
  return new Promise((taken, fail) => process.stdout.write(text, (error) => (error ? fail(error) : taken())))
}

async function noted(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const id = uuidOfId(text.trim())
  if (id === undefined) throw new Error(`${file} holds no id of an audit entry: remove it, or name another file`)
  return id
}

/** Whole or not at all, whenever the power goes. */
async function note(file: string, id: string): Promise<void> {
  await writeFile(`${file}.new`, `${publicId('auditEntry', id)}\n`, { flush: true })
  await rename(`${file}.new`, file)
}
