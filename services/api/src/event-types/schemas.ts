import { readSchema, type Sql } from '@g5/db'
import { LRUCache } from 'lru-cache'
import { preparedAgain } from './schema.ts'
import { compileSchema, type Validate } from './validator.ts'

/** Compiled schemas of all tenants, by the ids of their versions: those never change. */
export interface Schemas {
  /** Undefined when it was deleted. A database that is away is the caller's to bear. */
  validator(schemaId: string): Promise<Validate | undefined>
  compiled(schemaId: string): Validate | undefined
}

/** Characters of schemas that are kept compiled. Each becomes some tens of bytes of code. */
const maxCharacters = 4_000_000
/** A small one costs something too. */
const least = 1_000

export function createSchemas(sql: Sql): Schemas {
  const cache = new LRUCache<string, Validate>({ maxSize: maxCharacters })
  const underWay = new Map<string, Promise<Validate | undefined>>()

  async function load(schemaId: string): Promise<Validate | undefined> {
    const text = await readSchema(sql, schemaId)
    if (text === undefined) return undefined
    const validate = compileSchema(preparedAgain(text))
    cache.set(schemaId, validate, { size: least + text.length })
    return validate
  }

  return {
    compiled: (schemaId) => cache.get(schemaId),
    validator(schemaId) {
      const known = cache.get(schemaId)
      if (known) return Promise.resolve(known)
      const loading = underWay.get(schemaId) ?? load(schemaId).finally(() => underWay.delete(schemaId))
      underWay.set(schemaId, loading)
      return loading
    },
  }
}
