/** An answer of the API as it came out of whatever stands in front of it. */
export interface Served {
  url: string
  https: boolean
  status: number
  contentSecurityPolicy: string | null
  strictTransportSecurity: string | null
}

/** Asks `/live`, which needs no credential and nothing but the process. */
export async function readServed(base: string, timeoutMs: number): Promise<Served> {
  const url = new URL('/live', base)
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
