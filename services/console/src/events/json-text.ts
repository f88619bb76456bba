/**
 * JSON as it was written. `JSON.parse` rounds an integer of twenty digits and makes 1.1 of 1.10; receivers get payloads
 * byte for byte, so that is how they are shown. The text has been parsed before: only what is JSON comes here.
 */

const spaces = /[\t\n\r ]*/y
const scalar = /[^\t\n\r ,:{}[\]"]+/y

/** Indented by two; every string and number stays as it is. */
export function indented(json: string): string {
  const out: string[] = []
  let depth = 0
  const newLine = () => out.push('\n', '  '.repeat(depth))
  for (let at = after(spaces, json, 0); at < json.length; at = after(spaces, json, at)) {
    const char = json[at] ?? ''
    if (char === '"' || !'{}[],:'.includes(char)) {
      const end = endOfToken(json, at)
      out.push(json.slice(at, end))
      at = end
      continue
    }
    at += 1
    if (char === ',') {
      out.push(char)
      newLine()
    } else if (char === ':') out.push(': ')
    else if (char === '}' || char === ']') {
      depth -= 1
      newLine()
      out.push(char)
    } else {
      const next = after(spaces, json, at)
      if (json[next] === '}' || json[next] === ']') {
        out.push(char, json[next])
        at = next + 1
      } else {
        depth += 1
        out.push(char)
        newLine()
      }
    }
  }
  return out.join('')
}

/** The text of a member of the object that a JSON text is. */
export function memberText(json: string, name: string): string | undefined {
  let at = after(spaces, json, 0)
  if (json[at] !== '{') return undefined
  at = after(spaces, json, at + 1)
  while (json[at] === '"') {
    const keyEnd = endOfToken(json, at)
    const key: unknown = JSON.parse(json.slice(at, keyEnd))
    const begin = after(spaces, json, after(spaces, json, keyEnd) + 1)
    const end = endOfValue(json, begin)
    if (key === name) return json.slice(begin, end)
    at = after(spaces, json, end)
    if (json[at] === ',') at = after(spaces, json, at + 1)
  }
  return undefined
}

function endOfValue(json: string, begin: number): number {
  let depth = 0
  for (let at = begin; at < json.length; ) {
    const char = json[at] ?? ''
    if (char === '{' || char === '[') depth += 1
    if (char === '}' || char === ']') depth -= 1
    at = '{}[],: \t\n\r'.includes(char) ? at + 1 : endOfToken(json, at)
    if (depth === 0) return at
  }
  return json.length
}

/** Of a string, a number or a word that begins here. */
function endOfToken(json: string, begin: number): number {
  if (json[begin] !== '"') return after(scalar, json, begin)
  for (let at = begin + 1; ; ) {
    const quote = json.indexOf('"', at)
    if (quote === -1) return json.length
    let slashes = 0
    while (json[quote - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return quote + 1
    at = quote + 1
  }
}

/** The place behind what a sticky pattern finds at another. */
function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
