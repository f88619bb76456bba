import { createHmac, timingSafeEqual } from 'node:crypto'
import { verifyWebhook, WebhookVerificationError } from '@g5/sdk/webhooks'

export interface Check {
  name: 'headers' | 'id' | 'secret' | 'signature' | 'age' | 'body'
  /** undefined: it could not be looked at. */
  passed: boolean | undefined
  detail: string
  /** What to do about it. */
  cure?: string
}

interface Webhook {
  body: Buffer
  headers: Readonly<Record<string, string>>
  secret: string
  toleranceSeconds: number
  now: number
}

/** Looks at each thing that must be right by itself, so that one fault does not hide another. */
export async function diagnose(webhook: Webhook): Promise<Check[]> {
  const { headers } = webhook
  const missing = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].filter((name) => !headers[name])
  if (missing.length > 0)
    return [
      {
        name: 'headers',
        passed: false,
        detail: `There is no ${missing.join(', no ')}`,
        cure: 'Pass on all headers that begin with webhook-; a proxy or a framework may drop or rename them.',
      },
    ]
  const checks: Check[] = [{ name: 'headers', passed: true, detail: 'All three are there' }]
  checks.push(idCheck(headers['webhook-id'] ?? ''))
  const secret = secretCheck(webhook.secret)
  checks.push(secret, ageCheck(webhook))
  if (secret.passed === true) checks.push(...(await signatureChecks(webhook)))
  else checks.push({ name: 'signature', passed: undefined, detail: 'Nothing can be verified without a secret' })
  return checks
}

function idCheck(id: string): Check {
  if (/^[\x21-\x7e]+$/.test(id) && !id.includes('.')) return { name: 'id', passed: true, detail: id }
  return {
    name: 'id',
    passed: false,
    detail: 'webhook-id has a blank, a dot or another letter that no id has',
    cure: 'Take the header as it came: it must not be trimmed, joined or made anew.',
  }
}

function secretCheck(secret: string): Check {
  const name = 'secret' as const
  const base = 'Copy it again: `g5 endpoints secret ID --reveal`.'
  if (secret !== secret.trim())
    return {
      name,
      passed: false,
      detail: 'It begins or ends with white space',
      cure: 'Trim it where it is read: a file or a variable often ends with a newline.',
    }
  if (/^["'].*["']$/.test(secret))
    return {
      name,
      passed: false,
      detail: 'It stands in quotation marks',
      cure: 'Take them away: Docker’s env files keep them.',
    }
  if (secret.startsWith('g5k_'))
    return { name, passed: false, detail: 'That is an API key, not the secret of an endpoint', cure: base }
  if (secret.startsWith('whsk_'))
    return {
      name,
      passed: false,
      detail: 'That is the private key, which is no business of a receiver',
      cure: 'Receivers verify with the public one, whpk_….',
    }
  const [prefix, rest = ''] = [secret.slice(0, 6), secret.slice(secret.indexOf('_') + 1)]
  if (prefix !== 'whsec_' && !secret.startsWith('whpk_'))
    return {
      name,
      passed: false,
      detail: 'It begins with neither whsec_ nor whpk_',
      cure: `The prefix belongs to it. ${base}`,
    }
  const bytes = Buffer.from(rest, 'base64')
  if (bytes.toString('base64').replaceAll('=', '') !== rest.replaceAll('=', ''))
    return {
      name,
      passed: false,
      detail: 'What follows its prefix is no base64',
      cure: `It was cut or changed on its way. ${base}`,
    }
  const right = prefix === 'whsec_' ? bytes.length >= 24 && bytes.length <= 64 : bytes.length === 32
  if (!right)
    return {
      name,
      passed: false,
      detail: `What follows its prefix is ${bytes.length} bytes`,
      cure: `It was cut short, or is of something else. ${base}`,
    }
  return { name, passed: true, detail: prefix === 'whsec_' ? 'A shared secret (v1)' : 'A public key (v1a)' }
}

function ageCheck({ headers, now, toleranceSeconds }: Webhook): Check {
  const timestamp = headers['webhook-timestamp'] ?? ''
  const name = 'age' as const
  if (!/^\d{1,12}$/.test(timestamp))
    return {
      name,
      passed: false,
      detail: 'webhook-timestamp is no number of seconds',
      cure: 'Take the header as it came: seconds since 1970, and no date.',
    }
  const age = Math.floor(now / 1000) - Number(timestamp)
  if (age > toleranceSeconds)
    return {
      name,
      passed: false,
      detail: `It was sent ${age} s ago; ${toleranceSeconds} s are tolerated`,
      cure: 'If it is recorded, check it with --tolerance. If it has just come, set the receiver’s clock (NTP), or answer before working it off.',
    }
  if (-age > toleranceSeconds)
    return {
      name,
      passed: false,
      detail: `It was sent ${-age} s from now`,
      cure: 'One of the two clocks is wrong: set it by NTP.',
    }
  return { name, passed: true, detail: `It was sent ${age} s ago` }
}

async function signatureChecks(webhook: Webhook): Promise<Check[]> {
  const fits = (body: Buffer, headers = webhook.headers) => matches({ ...webhook, body, headers })
  const found = await fits(webhook.body)
  if (found === 'fits')
    return [
      { name: 'signature', passed: true, detail: 'It fits the id, the time, the body and the secret' },
      bodyCheck(webhook.body),
    ]
  const signature = { name: 'signature', passed: false } as const
  if (found === 'malformed')
    return [
      {
        ...signature,
        detail: 'webhook-signature holds no signature such as v1,…',
        cure: 'Take the whole header as it came: several signatures stand in it, with blanks between.',
      },
    ]
  for (const { body, how } of changed(webhook.body))
    if ((await fits(body)) === 'fits')
      return [
        { ...signature, detail: 'It fits the body that was sent, and this is another' },
        {
          name: 'body',
          passed: false,
          detail: `The body was changed: ${how}`,
          cure: 'Verify the bytes as they came, before anything parses them: express.raw({ type: "*/*" }) in Express, request.text() on the web, addContentTypeParser with parseAs "buffer" in Fastify.',
        },
      ]
  const versions = (webhook.headers['webhook-signature'] ?? '').split(' ').map((one) => one.slice(0, one.indexOf(',')))
  const wanted = webhook.secret.startsWith('whpk_') ? 'v1a' : 'v1'
  if (!versions.includes(wanted))
    return [
      {
        ...signature,
        detail: `It is signed with ${versions.join(', ')}, and this secret verifies ${wanted}`,
        cure: 'The endpoint’s `signing` was changed: take its secret anew.',
      },
    ]
  if (rawKeyFits(webhook))
    return [
      {
        ...signature,
        detail: 'It was made with the text of the secret as the key',
        cure: 'Take the prefix away and decode the rest from base64: that is the key.',
      },
    ]
  return [
    {
      ...signature,
      detail: 'It fits neither the secret nor the body',
      cure: 'Most often it is the secret of another endpoint, or one from before a rotation; else the body was parsed and written anew by a framework, or the id or time is of another attempt.',
    },
  ]
}

async function matches({ body, headers, secret }: Webhook): Promise<'fits' | 'malformed' | 'other'> {
  try {
    // Age and the id's own look are judged by themselves.
    await verifyWebhook(body, headers, secret, { now: Number(headers['webhook-timestamp']) * 1000 })
    return 'fits'
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error
    if (error.code === 'malformed_body') return 'fits'
    return error.code === 'malformed_header' ? 'malformed' : 'other'
  }
}

function bodyCheck(body: Buffer): Check {
  try {
    JSON.parse(body.toString())
    return { name: 'body', passed: true, detail: `${body.length} bytes of JSON` }
  } catch {
    return { name: 'body', passed: true, detail: `${body.length} bytes, and no JSON` }
  }
}

/** What frameworks, editors and shells do to a body, undone. */
function* changed(body: Buffer): Generator<{ body: Buffer; how: string }> {
  const text = body.toString()
  const as = (other: string, how: string) => ({ body: Buffer.from(other), how })
  yield as(text.replace(/\r?\n$/, ''), 'a newline was added at its end')
  yield as(`${text}\n`, 'the newline at its end was taken away')
  yield as(text.trim(), 'white space was added around it')
  yield as(text.replaceAll('\r\n', '\n'), 'its lines end differently (CRLF)')
  yield as(text.replace(/^\ufeff/, ''), 'a byte order mark was put before it')
  const value = parsed(text)
  if (value === undefined) return
  yield as(JSON.stringify(value), 'it was parsed, and written anew with other white space')
  yield as(JSON.stringify(value, undefined, 2), 'it was parsed, and written anew without its white space')
  yield as(spaced(value), 'it was parsed, and written anew without the blanks after : and ,')
  if (typeof value === 'string') yield as(value, 'it was made a JSON text of a text: stringified twice')
  yield as(JSON.stringify(text), 'it was parsed once too often')
  yield as(
    JSON.stringify(value).replaceAll(
      /[\u0080-\uffff]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
    'its \\u escapes were decoded',
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** As Python's json.dumps writes it. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([name, one]) => `${JSON.stringify(name)}: ${spaced(one)}`)
    .join(', ')}}`
}

function rawKeyFits({ body, headers, secret }: Webhook): boolean {
  const content = Buffer.concat([Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`), body])
  const signatures = (headers['webhook-signature'] ?? '')
    .split(' ')
    .map((one) => Buffer.from(one.slice(one.indexOf(',') + 1), 'base64'))
  return [secret, secret.slice(6)].some((key) => {
    const made = createHmac('sha256', key).update(content).digest()
    return signatures.some((one) => one.length === made.length && timingSafeEqual(one, made))
  })
}
