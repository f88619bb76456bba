import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { exits, Failure, UsageError } from '../failures.ts'

/** What is pushed: an OpenAPI document, or schemas by the names of their types. */
export type Source =
  | { openapi: Record<string, unknown>; schemas: Record<string, unknown> }
  | { openapi?: never; schemas: Record<string, unknown> }

const endings = ['.json', '.yaml', '.yml']

/** Reads a folder of schemas (`invoice.paid.json` is of `invoice.paid`), or a file with an OpenAPI document or one schema. */
export async function readSource(path: string): Promise<Source> {
  if (!stats(path).isDirectory()) return fromFile(path)
  const files = readdirSync(path)
    .filter((name) => endings.includes(extname(name)))
    .sort()
  if (files.length === 0) throw new UsageError(`${path} holds no schemas`, 'They are files such as invoice.paid.json.')
  const schemas: Record<string, unknown> = {}
  for (const name of files) schemas[typeOf(name)] = await read(join(path, name))
  return { schemas }
}

async function fromFile(path: string): Promise<Source> {
  const found = await read(path)
  if (!isObject(found)) throw new UsageError(`${path} is neither an OpenAPI document nor a schema`)
  return typeof found['openapi'] === 'string'
    ? { openapi: found, schemas: schemasIn(found) }
    : { schemas: { [typeOf(path)]: found } }
}

/** For the diff; what is declared is the server's to say. */
function schemasIn({ webhooks }: Record<string, unknown>): Record<string, unknown> {
  if (!isObject(webhooks))
    throw new UsageError(
      'The OpenAPI document has no webhooks',
      'Event types are its `webhooks`; it must be of OpenAPI 3.1.',
    )
  const at = (value: unknown, ...names: string[]) =>
    names.reduce<unknown>((place, name) => (isObject(place) ? place[name] : undefined), value)
  return Object.fromEntries(
    Object.entries(webhooks).map(([name, one]) => [
      name,
      at(one, 'post', 'requestBody', 'content', 'application/json', 'schema') ?? null,
    ]),
  )
}

async function read(path: string): Promise<unknown> {
  const text = readFileSync(path, 'utf8')
  try {
    return extname(path) === '.json' ? JSON.parse(text) : (await import('yaml')).parse(text)
  } catch (error) {
    throw new Failure(`${path} can not be read: ${error instanceof Error ? error.message : error}`, {
      exit: exits.usage,
    })
  }
}

function stats(path: string) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found) return found
  throw new UsageError(`${path} is not there`)
}

const typeOf = (path: string) => basename(path, extname(path)).replace(/\.schema$/, '')

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
