const day = 86_400_000

/** How long a key is good. */
export const expiries = {
  '1d': { label: '1 day', ms: day },
  '7d': { label: '7 days', ms: 7 * day },
  '30d': { label: '30 days', ms: 30 * day },
  '90d': { label: '90 days', ms: 90 * day },
  '1y': { label: '1 year', ms: 365 * day },
  never: { label: 'Never', ms: undefined },
  date: { label: 'At a time of your own', ms: undefined },
} as const
export type Expiry = keyof typeof expiries
export const expiryNames = Object.keys(expiries) as Expiry[]

/**
 * When a key ends, RFC 3339; null: never. Undefined: the time of one's own is none, or past.
 * @param picked of a `datetime-local` input, in the reader's zone
 * @param now Unix milliseconds
 */
export function endOf(expiry: Expiry, picked: string, now: number): string | null | undefined {
  if (expiry === 'never') return null
  const { ms } = expiries[expiry]
  const end = ms === undefined ? new Date(picked).getTime() : now + ms
  return end > now ? new Date(end).toISOString() : undefined
}
