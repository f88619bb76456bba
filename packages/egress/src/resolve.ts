import { lookup } from 'node:dns/promises'

/** Every address of a host name. Rejects, or answers none, when there is no such name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

/** The operating system's resolver, `/etc/hosts` included: what a connection would use. */
export const resolveHost: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address)
