/** Types that are declared, and the prefixes that several of them share, which come first. */
export function suggestionsOf(names: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const name of names) for (const prefix of prefixesOf(name)) counts.set(prefix, (counts.get(prefix) ?? 0) + 1)
  const shared = [...counts].filter(([, count]) => count > 1).map(([prefix]) => `${prefix}.*`)
  return [...shared.sort(), ...[...names].sort()]
}

function prefixesOf(name: string): string[] {
  const parts = name.split('.')
  return parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join('.'))
}
