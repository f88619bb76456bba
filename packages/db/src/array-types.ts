import type postgres from 'postgres'

/**
 * The arrays that statements here send and get, by the object ids that every Postgres gives them. The driver would ask
 * for them on each new connection, and a connection that breaks just then ends the process through a promise that
 * nobody holds; or it leaves a pool that sends arrays in a form no server understands.
 */
export const arrayTypes = {
  bools: arrayType(1000, (text) => text === 't'),
  smallints: arrayType(1005, Number),
  integers: arrayType(1007, Number),
  texts: arrayType(1009, String),
  varchars: arrayType(1015, String),
  bigints: arrayType(1016, String),
  doubles: arrayType(1022, Number),
  timestamps: arrayType(1185, String),
  uuids: arrayType(2951, String),
}

function arrayType<T>(oid: number, read: (text: string) => T): postgres.PostgresType<readonly (T | null)[]> {
  return { to: oid, from: [oid], serialize: writeArray, parse: (text: string) => readArray(text, read) }
}

/** An array of one dimension as Postgres reads it (its manual, "Array Value Input"). */
function writeArray(values: readonly unknown[] | string): string {
  if (typeof values === 'string') return values // Written already, by Drizzle.
  return `{${values.map(writeElement).join(',')}}`
}

/** What needs no quotes, as ids and words do, goes without them. */
const bare = /^(?!null$)[\w-]+$/i

function writeElement(value: unknown): string {
  if (value === null) return 'NULL'
  const text = String(value)
  return bare.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** The opposite: an element is quoted, with backslashes before what they protect, or bare, and a bare NULL is none. */
function readArray<T>(text: string, read: (element: string) => T): (T | null)[] {
  const elements = text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^",]+)/gs)
  return [...elements].map(([, quoted, bare]) => {
    if (bare === undefined) return read((quoted ?? '').replace(/\\(.)/gs, '$1'))
    return bare === 'NULL' ? null : read(bare)
  })
}
