import { G5ConnectionError, G5Problem, G5UnexpectedAnswer, type Problem } from '@g5/sdk'
import { command } from '../command.ts'
import { known } from '../context.ts'
import { UsageError } from '../failures.ts'
import { lines, text } from '../options.ts'
import { type Session, tokenOf } from '../profiles/session.ts'

export const api = command({
  name: 'api',
  summary: 'Make any request of the API, as who you are',
  args: [
    { name: '<method>', summary: 'GET, POST, PUT, PATCH or DELETE' },
    { name: '<path>', summary: 'such as /v1/stats/overview?bucket=1h' },
  ],
  details: 'Prints the body as it came. It is made once: what fails is not tried again.',
  options: {
    body: text('<json>', 'JSON, @file, or - for stdin'),
    header: lines('<header>', "To send besides, such as 'idempotency-key: 42'"),
  },
  examples: [
    ['g5 api GET /v1/stats/overview', ''],
    ['g5 api PUT /v1/log-level --body \'{"level":"debug"}\'', ''],
  ],
  json: 'the body as it came, which it is without --json too',
  async run({ session, terminal }, [method = '', path = ''], { body, header }) {
    const verb = method.toUpperCase()
    if (!/^(GET|POST|PUT|PATCH|DELETE|HEAD)$/.test(verb)) throw new UsageError(`"${method}" is no method of the API`)
    // Another origin would get the credential.
    if (!path.startsWith('/') || path.startsWith('//') || path.includes('\\'))
      throw new UsageError(`"${path}" is no path: it begins with one /`)
    const headers = new Headers(body === undefined ? {} : { 'content-type': 'application/json' })
    for (const one of header ?? []) {
      const at = one.indexOf(':')
      if (at < 1) throw new UsageError(`"${one}" is no header such as 'name: value'`)
      headers.set(one.slice(0, at), one.slice(at + 1).trim())
    }
    const given = body === undefined ? undefined : await terminal.read(body)
    const response = await send(known(session), verb, path, headers, given)
    const answer = await response.text()
    if (!response.ok) throw refusal(response, answer)
    process.stdout.write(answer === '' || answer.endsWith('\n') ? answer : `${answer}\n`)
  },
})

/** A login that has ended by itself is renewed once. */
async function send(
  session: Session,
  method: string,
  path: string,
  headers: Headers,
  body: string | undefined,
): Promise<Response> {
  if (session.tenant) headers.set('x-tenant-id', session.tenant)
  for (const renew of [false, true]) {
    headers.set('authorization', `Bearer ${await tokenOf(session, renew)}`)
    const response = await reach(session.url + path, {
      method,
      headers,
      redirect: 'manual',
      ...(body !== undefined && { body }),
    })
    if (response.status !== 401 || renew || typeof session.credential === 'string') return response
  }
  throw new Error('unreachable')
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    throw new G5ConnectionError('The request did not come through', { cause: error })
  }
}

function refusal({ status, headers }: Response, body: string): Error {
  try {
    const value: unknown = JSON.parse(body)
    if (isProblem(value)) return new G5Problem(value, headers)
  } catch {
    // Not the API's: told as it is.
  }
  return new G5UnexpectedAnswer(status, headers, body)
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'requestId' in value
