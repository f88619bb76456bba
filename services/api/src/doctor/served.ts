/** An answer of the API as it came out of whatever stands in front of it. */
export interface Served {
  url: string
  https: boolean
  status: number
  contentSecurityPolicy: string | null
  strictTransportSecurity: string | null
}

/** Asks `/v1/health`, which needs no credential and lies where callers come, unlike the probes. */
export async function readServed(base: string, timeoutMs: number): Promise<Served> {
  const url = new URL('v1/health', base.endsWith('/') ? base : `${base}/`)
  const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
  await answer.body?.cancel()
  return {
    url: url.href,
    https: url.protocol === 'https:',
    status: answer.status,
    contentSecurityPolicy: answer.headers.get('content-security-policy'),
    strictTransportSecurity: answer.headers.get('strict-transport-security'),
  }
}
