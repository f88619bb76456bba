import { decode, endOfString, endOfValue, skipSpace } from './scan.ts'

/**
 * `JSON.parse`, right about keys. V8 can take a key that is written with an escape for another one that some object
 * before it, of anybody's, had at the same place (https://github.com/nodejs/node/issues/63785). So texts with such keys
 * are read once more, each key by itself; others pay a look for a backslash.
 * @throws {SyntaxError}
 */
export function readJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return hasEscapedKey(text) ? readAnew(text) : value
}

function hasEscapedKey(text: string): boolean {
  for (let i = text.indexOf('\\'); i !== -1; ) {
    const end = endOfString(text, i)
    if (text[skipSpace(text, end)] === ':') return true
    i = text.indexOf('\\', end)
  }
  return false
}

/** An array or an object whose end was not seen yet. */
type Open = { elements: unknown[] } | { members: [string, unknown][]; key: string }

/** By a stack of its own: what was parsed may be nested deeper than calls can be. */
function readAnew(text: string): unknown {
  const stack: Open[] = []
  let i = skipSpace(text, 0)

  function readKey(): string {
    const start = skipSpace(text, i)
    const end = endOfString(text, start)
    i = skipSpace(text, skipSpace(text, end) + 1)
    return decode(text.slice(start, end))
  }

  function opened(): boolean {
    const bracket = text[i]
    if (bracket !== '{' && bracket !== '[') return false
    const inside = skipSpace(text, i + 1)
    if (text[inside] === '}' || text[inside] === ']') return false
    i = inside
    stack.push(bracket === '{' ? { members: [], key: readKey() } : { elements: [] })
    return true
  }

  function scalarOrEmpty(): unknown {
    const start = i
    i = endOfValue(text, start)
    return JSON.parse(text.slice(start, i))
  }

  for (;;) {
    if (opened()) continue
    let value = scalarOrEmpty()
    for (let top = stack.at(-1); ; top = stack.at(-1)) {
      if (!top) return value
      if ('key' in top) top.members.push([top.key, value])
      else top.elements.push(value)
      i = skipSpace(text, i)
      const more = text[i] === ','
      i = skipSpace(text, i + 1)
      if (more) {
        if ('key' in top) top.key = readKey()
        break
      }
      stack.pop()
      value = 'key' in top ? Object.fromEntries(top.members) : top.elements
    }
  }
}
