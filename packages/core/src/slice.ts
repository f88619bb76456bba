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

const quote = 34
const backslash = 92

function decode(literal: string): string {
  return literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1)
}

/** Where the next member or element starts, or the closing bracket stands. */
function afterComma(text: string, end: number): number {
  const i = skipSpace(text, end)
  return text[i] === ',' ? skipSpace(text, i + 1) : i
}

function endOfValue(text: string, start: number): number {
  const first = text[start]
  if (first === '"') return endOfString(text, start)
  if (first === '{' || first === '[') return endOfNested(text, start)
  let i = start
  while (i < text.length && !isEnd(text.charCodeAt(i))) i += 1
  return i
}

/** A closing quote has an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  let close = text.indexOf('"', start + 1)
  while (close !== -1 && escaped(text, close)) close = text.indexOf('"', close + 1)
  return close === -1 ? text.length : close + 1
}

function escaped(text: string, at: number): boolean {
  let before = at
  while (text.charCodeAt(before - 1) === backslash) before -= 1
  return (at - before) % 2 === 1
}

/** Brackets are known to match, so both kinds can be counted as one. */
function endOfNested(text: string, start: number): number {
  let depth = 0
  let i = start
  do {
    const c = text.charCodeAt(i)
    if (c === quote) {
      i = endOfString(text, i)
      continue
    }
    if (opens(c)) depth += 1
    else if (closes(c)) depth -= 1
    i += 1
  } while (depth > 0 && i < text.length)
  return i
}

function opens(c: number): boolean {
  return c === 123 || c === 91
}

function closes(c: number): boolean {
  return c === 125 || c === 93
}

function isSpace(c: number): boolean {
  return c === 32 || c === 10 || c === 13 || c === 9
}

function isEnd(c: number): boolean {
  return c === 44 || closes(c) || isSpace(c)
}

function skipSpace(text: string, at: number): number {
  let i = at
  while (isSpace(text.charCodeAt(i))) i += 1
  return i
}
