/**
 * What a change made of what may be told of a thing, member by member, for the audit log.
 * @param was undefined: it has just been made
 */
export function changesBetween<T extends object>(was: T | undefined, is: T): Record<string, unknown> {
  const names = Object.keys(is) as (keyof T & string)[]
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(was?.[name]) !== JSON.stringify(is[name]))
      .map((name) => [name, was ? { from: was[name], to: is[name] } : { to: is[name] }]),
  )
}
