import { isUtf8 } from 'node:buffer'
import { memberSpans, readJson } from '@g5/core'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { HttpProblem, pointer } from '../problem.ts'

/** RFC 7396. */
const mergePatch = 'application/merge-patch+json'

/**
 * Bodies are JSON in UTF-8 (RFC 8259) and nothing else. The text is kept beside the value, since what a client wrote
 * can't be told from what was parsed: `1.10`, twenty digits, the order of members.
 */
export function addJsonBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const types = ['application/json', mergePatch]
  app.addContentTypeParser(types, { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    try {
      if (request.method !== 'PATCH' && request.headers['content-type']?.startsWith(mergePatch))
        throw new HttpProblem('unsupported_media_type')
      done(null, bytes.length > 0 ? parse(request, bytes) : undefined)
    } catch (error) {
      done(error as Error)
    }
  })
}

function parse(request: FastifyRequest, bytes: Buffer): unknown {
  const encoding = request.headers['content-encoding']
  if (encoding && encoding !== 'identity')
    throw new HttpProblem('unsupported_media_type', { detail: 'A body must not be compressed.' })
  if (!isUtf8(bytes)) throw new HttpProblem('malformed_json', { detail: 'The body is not UTF-8.' })
  const text = bytes.toString('utf8')
  const value = parseJson(text)
  const members = memberSpans(text)
  // JSON.parse would keep the last of the two, and somebody else might keep the first.
  if (members.kind === 'duplicate')
    throw new HttpProblem('validation_failed', {
      errors: [{ pointer: pointer('', [members.key]), detail: 'is there twice' }],
    })
  request.bodyText = text
  request.bodyMembers = members.spans
  return value
}

function parseJson(text: string): unknown {
  try {
    return readJson(text)
  } catch (error) {
    throw new HttpProblem('malformed_json', { detail: placeOf(error, text) })
  }
}

/** Where it went wrong, in the words of the parser, without the text around: that may be anything. */
function placeOf(error: unknown, text: string): string | undefined {
  const at = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
  if (at === undefined) return 'The body ends too early.'
  const before = text.slice(0, Number(at)).split('\n')
  return `It goes wrong at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}.`
}
