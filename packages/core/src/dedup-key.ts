import { hash } from 'node:crypto'

/** What a repeated event is known by. */
export interface Repetition {
  by: 'uid' | 'key'
  key: string
}

/** 16 bytes in hex: what is one repetition to one tenant is nothing to another. */
export function dedupKey(tenantId: string, { by, key }: Repetition): string {
  return hash('sha256', JSON.stringify([tenantId, by, key]), 'hex').slice(0, 32)
}
