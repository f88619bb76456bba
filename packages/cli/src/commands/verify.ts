import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { command } from '../command.ts'
import { exits, UsageError } from '../failures.ts'
import { lines, number, text } from '../options.ts'
import { diagnose } from '../verify/diagnose.ts'
import { readHeaders } from '../verify/headers.ts'

export const verify = command({
  name: 'verify',
  summary: 'Say whether a webhook is to be believed; if not, which check fails, and how to cure it',
  options: {
    secret: text('<secret>', '- for stdin, @file, or itself (G5_WEBHOOK_SECRET)'),
    headers: text('<headers>', '@file or text: JSON, or lines as curl -v shows them'),
    header: lines('<header>', "One, such as 'webhook-id: evt_1'"),
    body: text('<body>', '@file or text, byte for byte; - for stdin'),
    tolerance: number('<seconds>', 'How old it may be; 300 unless told', 0),
  },
  details: 'Nothing is sent anywhere. Exit code 1 when it is not to be believed.',
  examples: [
    ['g5 verify --secret @secret --headers @headers.txt --body @body.json', ''],
    [
      'pbpaste | g5 verify --secret - --headers @headers.json --body @body.json --tolerance 86400',
      'one from yesterday',
    ],
  ],
  json: '{"valid", "checks": [{"name", "passed", "detail", "cure"}]}',
  async run({ out, env, terminal }, _args, { secret, headers, header = [], body, tolerance = 300 }) {
    const own = secret ?? env['G5_WEBHOOK_SECRET']
    if (own === undefined)
      throw new UsageError(
        'There is no secret to verify with',
        '--secret - reads it from stdin; G5_WEBHOOK_SECRET holds it too.',
      )
    if (body === undefined) throw new UsageError('There is no body', '--body @file gives it, byte for byte.')
    if (secret === '-' && body === '-') throw new UsageError('Only one of them can come from stdin')
    if (secret !== undefined && secret !== '-' && !secret.startsWith('@'))
      out.note('A secret on the command line stays in the shell’s history: --secret - reads it from stdin.')
    const given = {
      secret: own === '-' || own.startsWith('@') ? (await terminal.read(own)).replace(/\r?\n$/, '') : own,
      headers: readHeaders([...(headers === undefined ? [] : [await terminal.read(headers)]), ...header].join('\n')),
    }
    const checks = await diagnose({ ...given, body: await bytesOf(body), toleranceSeconds: tolerance, now: Date.now() })
    const valid = checks.every(({ passed }) => passed === true)
    out.data({ valid, checks })
    if (out.quiet) out.value(valid ? 'valid' : 'invalid')
    for (const { name, passed, detail, cure } of checks) {
      const word =
        passed === undefined
          ? out.paint('?   ', 'yellow')
          : passed
            ? out.paint('ok  ', 'green')
            : out.paint('FAIL', 'red')
      out.line(`${word}  ${name.padEnd(9)}  ${detail}`)
      if (cure) out.line(`                 ${cure}`)
    }
    out.line(valid ? 'It is to be believed.' : 'It is not to be believed.')
    return valid ? exits.done : exits.failed
  },
})

async function bytesOf(given: string): Promise<Buffer> {
  if (given === '-') return buffer(process.stdin)
  if (!given.startsWith('@')) return Buffer.from(given)
  try {
    return readFileSync(given.slice(1))
  } catch (error) {
    throw new UsageError(
      `${given.slice(1)} can not be read: ${error instanceof Error && 'code' in error ? error.code : error}`,
    )
  }
}
