export interface Group<Name> {
  name: Name
  count: number
}

/** How many rows have each name, the most frequent first; those with as many stand as they came. */
export function grouped<Row, Name>(rows: readonly Row[], nameOf: (row: Row) => Name): Group<Name>[] {
  const counts = new Map<Name, number>()
  for (const row of rows) counts.set(nameOf(row), (counts.get(nameOf(row)) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count)
}
