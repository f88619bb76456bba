import { useState } from 'react'
import { keep, kept } from '../kept.ts'

type Visibility = Record<string, boolean>

/** Which columns of a table somebody wants to see, kept in their browser. */
export function useKeptColumns(
  name: string,
  columns: readonly { id: string; hidden?: boolean }[],
): [Visibility, (next: Visibility) => void] {
  const key = `columns.${name}`
  const [visibility, setVisibility] = useState<Visibility>(() => ({
    ...Object.fromEntries(columns.map(({ id, hidden = false }) => [id, !hidden])),
    ...readVisibility(key),
  }))
  return [
    visibility,
    (next) => {
      setVisibility(next)
      keep(key, JSON.stringify(next))
    },
  ]
}

function readVisibility(key: string): Visibility {
  try {
    const value: unknown = JSON.parse(kept(key) ?? '{}')
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).filter(([, visible]) => typeof visible === 'boolean'))
      : {}
  } catch {
    return {} // Somebody else wrote it: as good as nothing.
  }
}
