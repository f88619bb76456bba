import { randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'
import { UsageError } from '../failures.ts'

/** What is given with `-` or G5_LISTEN_SECRET; else one that is made once and kept, so that a local program may keep it. */
export async function listenSecret({ env, terminal, store }: Context, given: string | undefined): Promise<string> {
  if (given !== undefined && given !== '-' && !given.startsWith('@'))
    throw new UsageError('--secret takes - or @file: a secret on the command line stays in the shell’s history')
  const own = given === undefined ? env['G5_LISTEN_SECRET'] : (await terminal.read(given)).trim()
  if (own) return checked(own)
  return (
    store.read().listenSecret ??
    store.change((present) => (present.listenSecret ??= `whsec_${randomBytes(24).toString('base64')}`))
  )
}

function checked(secret: string): string {
  if (/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/.test(secret)) return secret
  throw new UsageError('A secret to sign with is whsec_ and base64 of 24 to 64 bytes')
}
