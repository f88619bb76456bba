/** A result that is no JSON, or more of it than there may be. */
export class Unwritable extends Error {}

/** Arrays and objects within each other. */
const deepest = 500

/**
 * A result as JSON text. It is measured first, and only as far as it may reach: a few characters of an expression make
 * values that would be gigabytes once they were written out, since the same part may stand in them a million times.
 * @throws {Unwritable} saying what is wrong, without a word of the value
 */
export function jsonText(value: unknown, maxBytes: number): string {
  if (value === undefined) throw new Unwritable('it gave nothing')
  measure(value, maxBytes)
  const text = JSON.stringify(value)
  if (Buffer.byteLength(text) > maxBytes) throw tooLarge(maxBytes)
  return text
}

const tooLarge = (maxBytes: number) => new Unwritable(`its body is too large: it may have ${maxBytes} bytes`)

/** Counts the fewest bytes that the value can take. */
function measure(whole: unknown, maxBytes: number): void {
  let bytes = 0

  function count(more: number): void {
    bytes += more
    if (bytes > maxBytes) throw tooLarge(maxBytes)
  }

  function visit(value: unknown, depth: number): void {
    const leaf = leafBytes(value)
    count(leaf ?? 1)
    if (leaf !== undefined || typeof value !== 'object' || value === null) return
    if (depth === deepest) throw new Unwritable('it is nested too deep')
    if (Array.isArray(value)) for (const element of value) visitNext(element, depth)
    else visitMembers(value, depth)
  }

  function visitMembers(value: object, depth: number): void {
    if ('_jsonata_lambda' in value || '_jsonata_function' in value)
      throw new Unwritable('a function is in it, which is no JSON')
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue
      count(name.length + 3)
      visitNext(member, depth)
    }
  }

  function visitNext(value: unknown, depth: number): void {
    count(1)
    visit(value, depth + 1)
  }

  visit(whole, 0)
}

/** Undefined for an array or an object. */
function leafBytes(value: unknown): number | undefined {
  if (value === null || value === undefined) return 4
  switch (typeof value) {
    case 'object':
      return undefined
    case 'string':
      return value.length + 2
    case 'boolean':
      return 4
    case 'number':
      if (Number.isFinite(value)) return 1
      throw new Unwritable('a number in it is out of range')
    default:
      throw new Unwritable(`a ${typeof value} is in it, which is no JSON`)
  }
}
