/** Steps through a JSON text that has passed `JSON.parse`: nothing is checked again. */

const quote = 34
const backslash = 92

/** The text that a string in JSON stands for. */
export function decode(literal: string): string {
  return literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1)
}

/** Where the next member or element starts, or the closing bracket stands. */
export function afterComma(text: string, end: number): number {
  const i = skipSpace(text, end)
  return text[i] === ',' ? skipSpace(text, i + 1) : i
}

export function endOfValue(text: string, start: number): number {
  const first = text[start]
  if (first === '"') return endOfString(text, start)
  if (first === '{' || first === '[') return endOfNested(text, start)
  let i = start
  while (i < text.length && !isEnd(text.charCodeAt(i))) i += 1
  return i
}

/** From its first quote, or from a backslash in it. A closing quote has an even number of backslashes before it. */
export function endOfString(text: string, start: number): number {
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

export function skipSpace(text: string, at: number): number {
  let i = at
  while (isSpace(text.charCodeAt(i))) i += 1
  return i
}
