import { useState } from 'react'
import { keep, kept } from '../../kept.ts'
import type { Kept } from './progress.ts'

/** What this browser remembers of a tenant's first steps. */
export function useKept(tenant: string): [Kept, (next: 'begun' | 'done') => void] {
  const name = `first-steps.${tenant}`
  const [said, setSaid] = useState<{ name: string; value: Kept }>()
  const value = said?.name === name ? said.value : read(name)
  return [
    value,
    (next) => {
      keep(name, next)
      setSaid({ name, value: next })
    },
  ]
}

function read(name: string): Kept {
  const value = kept(name)
  return value === 'begun' || value === 'done' ? value : undefined
}
