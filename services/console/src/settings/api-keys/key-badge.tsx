import type { RowOf } from '@g5/sdk'
import { useTicking } from '../../time/clock.ts'
import { Badge } from '../../ui/badge.tsx'
import { stateOf } from './key-state.ts'

export function KeyBadge({ apiKey }: { apiKey: RowOf<'apiKeys.list'> }) {
  // The words tell whether it has to be drawn anew.
  useTicking((now) => stateOf(apiKey, now).word)
  const { tone, word } = stateOf(apiKey, Date.now())
  return <Badge tone={tone}>{word}</Badge>
}
