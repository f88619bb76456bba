/** Replies with which Redis declines a command before it runs, scripts included: they write nothing first. */
const declined = /^(OOM|READONLY|MISCONF|LOADING|BUSY|NOAUTH|NOPERM|NOREPLICAS|MASTERDOWN|CLUSTERDOWN|NOSCRIPT)\b/

/**
 * Whether it is certain after this error that none of `jobs` was added. When in doubt it is not: rows that were added
 * and are handed out again at once would be sent twice.
 */
export function isRefusal(error: Error & { code?: unknown; severity?: unknown }, jobs: number): boolean {
  const code = typeof error.code === 'string' ? error.code : ''
  // The breaker is open; or there was no connection, so that nothing was written.
  if (code === 'EOPENBREAKER' || code === 'ECONNREFUSED' || /Stream isn't writeable/.test(error.message)) return true
  // On Postgres all jobs are one statement, rolled back when it fails. Not so sure of a connection that broke (08),
  // a server that was shut down (57P) or 40003, statement completion unknown.
  if (error.severity !== undefined) return /^[0-9A-Z]{5}$/.test(code) && !/^(08|57P|40003)/.test(code)
  // On Redis jobs are commands in a row, and the memory may have run out in the middle of it.
  return error.name === 'ReplyError' && jobs === 1 && declined.test(error.message)
}
