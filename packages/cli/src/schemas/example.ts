type Schema = Record<string, unknown>

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** As deep as anybody wants to read; a schema may hold itself. */
const deepest = 8

const texts: Record<string, string> = {
  'date-time': '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  time: '12:00:00Z',
  email: 'ada@example.com',
  uri: 'https://example.com/',
  uuid: '01234567-89ab-7def-8123-456789abcdef',
  ipv4: '192.0.2.1',
  hostname: 'example.com',
}

/** A value that a JSON Schema describes: its own example where there is one, else the plainest that fits. */
export function exampleOf(schema: unknown, root: unknown = schema, depth = 0): unknown {
  if (!isSchema(schema) || depth > deepest) return {}
  if (Array.isArray(schema['examples']) && schema['examples'].length > 0) return schema['examples'][0]
  for (const word of ['example', 'const', 'default']) if (schema[word] !== undefined) return schema[word]
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  const inner = (one: unknown) => exampleOf(one, root, depth + 1)
  if (typeof schema['$ref'] === 'string') return inner(resolved(schema['$ref'], root))
  for (const word of ['oneOf', 'anyOf']) {
    const some = schema[word]
    if (Array.isArray(some) && !schema['properties']) return inner(some[0])
  }
  if (Array.isArray(schema['allOf'])) {
    const parts = schema['allOf'].map(inner)
    return parts.every(isSchema) ? Object.assign(objectOf(schema, inner), ...parts) : parts[0]
  }
  return plain(schema, inner)
}

function plain(schema: Schema, inner: (one: unknown) => unknown): unknown {
  switch (typeOf(schema)) {
    case 'string':
      return textOf(schema)
    case 'integer':
    case 'number':
      return numberOf(schema)
    case 'boolean':
      return true
    case 'null':
      return null
    case 'array': {
      const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : 1
      return Array.from({ length: Math.min(Math.max(least, 1), 10) }, () => inner(schema['items']))
    }
    default:
      return objectOf(schema, inner)
  }
}

function typeOf({ type, items, properties }: Schema): unknown {
  if (Array.isArray(type)) return type.find((one) => one !== 'null') ?? 'null'
  return type ?? (properties ? 'object' : items ? 'array' : 'object')
}

function objectOf({ properties }: Schema, inner: (one: unknown) => unknown): Record<string, unknown> {
  return isSchema(properties)
    ? Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, inner(one)]))
    : {}
}

function textOf({ format, minLength, maxLength }: Schema): string {
  const known = typeof format === 'string' ? texts[format] : undefined
  if (known) return known
  const padded = 'example'.padEnd(typeof minLength === 'number' ? Math.min(minLength, 10_000) : 0, 'e')
  return typeof maxLength === 'number' ? padded.slice(0, Math.max(maxLength, 0)) : padded
}

function numberOf({ minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf }: Schema): number {
  const step = typeof multipleOf === 'number' && multipleOf > 0 ? multipleOf : 1
  let found = step
  if (typeof minimum === 'number' && found < minimum) found = Math.ceil(minimum / step) * step
  if (typeof exclusiveMinimum === 'number' && found <= exclusiveMinimum)
    found = (Math.floor(exclusiveMinimum / step) + 1) * step
  if (typeof maximum === 'number' && found > maximum) found = Math.floor(maximum / step) * step
  if (typeof exclusiveMaximum === 'number' && found >= exclusiveMaximum)
    found = (Math.ceil(exclusiveMaximum / step) - 1) * step
  return found
}

/** Within the schema alone. */
function resolved(ref: string, root: unknown): unknown {
  if (!ref.startsWith('#')) return {}
  const names = ref
    .slice(1)
    .split('/')
    .slice(1)
    .map((name) => decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~'))
  return names.reduce<unknown>(
    (place, name) => (isSchema(place) && Object.hasOwn(place, name) ? place[name] : undefined),
    root,
  )
}
