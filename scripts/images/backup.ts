import { randomBytes } from 'node:crypto'
import { startBucketServer } from '../../packages/testing/src/bucket-server.ts'
import { startDebianPostgres } from '../../packages/testing/src/debian-postgres.ts'
import { until } from '../../packages/testing/src/until.ts'
import { run, start } from './container.ts'
import type { Image } from './live.ts'

const secret = () => randomBytes(24).toString('base64url')

/**
 * Backs a database up into a bucket, drills that, and ends a schedule, each as a container of the image would: with
 * nowhere to write to. The tools are Debian's, which stand for those of the image's base.
 */
export async function backUpThrough({ at, recipe }: Image): Promise<void> {
  const [postgres, server] = [await startDebianPostgres(), await startBucketServer()]
  try {
    const database = await postgres.database()
    const bucket = await server.bucket()
    const common = { ...recipe.env, DATABASE_URL: database.url, ENCRYPTION_KEY: secret(), PG_BIN_DIR: postgres.bin }
    const env = {
      ...{ ...common, BACKUP_ENCRYPTION_KEY: secret(), BACKUP_S3_BUCKET: bucket, BACKUP_S3_ENDPOINT: server.endpoint },
      BACKUP_S3_ACCESS_KEY_ID: server.credentials.accessKeyId,
      BACKUP_S3_SECRET_ACCESS_KEY: server.credentials.secretAccessKey,
    }
    const scheduled = start(at, [...recipe.command, '--schedule'], { ...env, BACKUP_CRON: '0 3 * * *' })
    const lies = `s3://${bucket}/g5-`
    await until(() => scheduled.output().includes(`\n${lies}`), { withinMs: 20_000, what: 'a backup by the schedule' })
    scheduled.process.kill('SIGTERM')
    const code = await scheduled.ended
    if (code !== 0) throw new Error(`SIGTERM ended the schedule with ${code}:\n${scheduled.output()}`)

    const said = await run(at, recipe.command, env)
    if (!said.includes(lies)) throw new Error(`It does not say where the backup lies:\n${said}`)
    await run(at, ['node', 'dist/commands/restore-drill.js'], env)
    // Where nobody has named a bucket there is nowhere to write to, and it says so.
    const nowhere = await run(at, recipe.command, { ...common, BACKUP_DIR: '/nonexistent/backups' }, 1)
    if (!nowhere.includes('BACKUP_S3_BUCKET')) throw new Error(`It does not say what to do:\n${nowhere}`)
  } finally {
    await server.close()
    await postgres.stop()
  }
}
