import { UsageError } from '../failures.ts'

/** Headers as JSON (`{"webhook-id": "…"}`, or Node's list), or as lines (`webhook-id: …`), names in lower case. */
export function readHeaders(text: string): Record<string, string> {
  const found = text.trim().startsWith('{') ? fromJson(text) : fromLines(text)
  return Object.fromEntries(found.map(([name, value]) => [name.trim().toLowerCase(), value.trim()]))
}

function fromJson(text: string): [string, string][] {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).map(([name, one]) => [name, Array.isArray(one) ? one.join(' ') : String(one)])
  } catch {
    throw new UsageError('The headers are no JSON, and no lines such as webhook-id: evt_…')
  }
}

/** Also as `curl -v` shows them. */
function fromLines(text: string): [string, string][] {
  return text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, name, value] = /^[<>]?\s*([\w-]+)\s*:(.*)$/.exec(line) ?? []
    return name && value !== undefined ? [[name, value]] : []
  })
}
