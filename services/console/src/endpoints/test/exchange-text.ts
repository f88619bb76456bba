import type { AnswerOf } from '@g5/sdk'

type Attempt = AnswerOf<'endpoints.test'>

/** The head of the request, as HTTP writes it. The path is what a receiver sees; the host has a line of its own. */
export function requestText({ url, headers }: Attempt['request']): string {
  const parsed = URL.parse(url)
  const target = parsed ? `${parsed.pathname}${parsed.search}` : url
  return [`POST ${target} HTTP/1.1`, ...(parsed ? [`host: ${parsed.host}`] : []), ...linesOf(headers)].join('\n')
}

export function answerText({ status, headers }: NonNullable<Attempt['response']>): string {
  return [`HTTP/1.1 ${status}`, ...linesOf(headers)].join('\n')
}

const linesOf = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`)

/** A body for people: JSON is indented, other text is as it is. */
export function formatted(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2)
  } catch {
    return body // It is no JSON, as many answers are not.
  }
}

/** How long each phase took; what is told is when it ended, from the start. null: it did not happen, or not to its end. */
export function phasesOf(
  { dnsMs, connectMs, tlsMs, firstByteMs }: Attempt['timings'],
  durationMs: number,
): (readonly [name: string, ms: number | null])[] {
  const ends = [
    ['DNS', dnsMs],
    ['Connect', connectMs],
    ['TLS', tlsMs],
    ['First byte', firstByteMs],
  ] as const
  let before = 0
  const phases = ends.map(([name, end]) => {
    if (end === null) return [name, null] as const
    const ms = Math.max(0, end - before)
    before = end
    return [name, ms] as const
  })
  return [...phases, ['Body', firstByteMs === null ? null : Math.max(0, durationMs - firstByteMs)]]
}
