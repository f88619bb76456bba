import { G5ConnectionError } from './errors.ts'

/**
 * JSON values, one a line (NDJSON).
 * @throws {G5ConnectionError} when it breaks off
 */
export async function* linesOf<T>(body: ReadableStream<Uint8Array>): AsyncGenerator<T, void, undefined> {
  let rest = ''
  for await (const text of textOf(body)) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') yield JSON.parse(line)
  }
  if (rest.trim() !== '') throw new G5ConnectionError('The stream broke off within a line')
}

/** What a body holds, piece by piece. Whoever stops reading cancels it. @throws {G5ConnectionError} */
export async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      yield decoder.decode(value, { stream: true })
    }
  } catch (cause) {
    throw new G5ConnectionError('The stream broke off', { cause })
  } finally {
    reader.cancel().catch(() => {}) // It has broken off already, then.
  }
}
