import { afterComma, decode, endOfString, endOfValue, skipSpace } from './scan.ts'

/** From the first character to the one after the last. */
export type Span = readonly [start: number, end: number]

export type Members = { kind: 'members'; spans: Map<string, Span> } | { kind: 'duplicate'; key: string }

/**
 * Where the members of an object lie in a JSON text, so that one can be taken out byte for byte. `JSON.parse` keeps
 * the last of two equal keys, which a slice could not see, so a second one is refused. No members for other values.
 * @param text must have passed `JSON.parse`: nothing is checked again
 * @param at where the object, or whitespace before it, starts
 */
export function memberSpans(text: string, at = 0): Members {
  const spans = new Map<string, Span>()
  let i = skipSpace(text, at)
  if (text[i] !== '{') return { kind: 'members', spans }
  i = skipSpace(text, i + 1)
  while (text[i] === '"') {
    const keyEnd = endOfString(text, i)
    const key = decode(text.slice(i, keyEnd))
    if (spans.has(key)) return { kind: 'duplicate', key }
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1)
    const end = endOfValue(text, start)
    spans.set(key, [start, end])
    i = afterComma(text, end)
  }
  return { kind: 'members', spans }
}

/** Where the elements of an array lie; none for other values. As {@link memberSpans}. */
export function elementSpans(text: string, at = 0): Span[] {
  const spans: Span[] = []
  let i = skipSpace(text, at)
  if (text[i] !== '[') return spans
  i = skipSpace(text, i + 1)
  while (i < text.length && text[i] !== ']') {
    const end = endOfValue(text, i)
    spans.push([i, end])
    i = afterComma(text, end)
  }
  return spans
}
