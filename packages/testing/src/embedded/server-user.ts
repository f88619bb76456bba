import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { Refusal } from '../refusal.ts'

/** Whom the server runs as where we are root, which Postgres refuses. */
export interface ServerUser {
  uid: number
  gid: number
  name: string
}

/**
 * Undefined: as ourselves. For root the owner of the data that is already there, else `postgres` where the machine has
 * that user, else `nobody`; no user is ever added to the machine.
 */
export function serverUser(existingData: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(existingData, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: nameOf(owner.uid) }
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name)
    const gid = idOf('-g', name)
    if (uid && gid) return { uid, gid, name }
  }
  throw new Refusal(
    'Postgres refuses to run as root, and this machine has neither a user postgres nor a user nobody. ' +
      'Run this as an ordinary user, or add one with: useradd --system postgres',
  )
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8', cwd: '/' })
  return status === 0 ? Number(stdout) : undefined
}

function nameOf(uid: number): string {
  const { status, stdout } = spawnSync('id', ['-un', String(uid)], { encoding: 'utf8', cwd: '/' })
  return status === 0 ? stdout.trim() : `user ${uid}`
}

/** Whether that user may enter the directory, asked by trying: modes alone say nothing of ACLs and mounts. */
export function canEnter(user: ServerUser | undefined, directory: string): boolean {
  if (!user) return true
  const { status, error } = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], {
    cwd: '/',
    uid: user.uid,
    gid: user.gid,
    stdio: 'ignore',
  })
  if (error)
    throw new Refusal(
      `Postgres refuses to run as root, and this root may not become ${user.name} (${error.message}). ` +
        'Run this as an ordinary user, allow the container to change users (CAP_SETUID, CAP_SETGID), or set DATABASE_URL.',
    )
  return status === 0
}
