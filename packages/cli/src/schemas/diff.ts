import { isObject } from './sources.ts'

/** What changes from one JSON value to another, a line each: `+ /path value`, `- /path value`, `~ /path one → other`. */
export function differences(from: unknown, to: unknown, path = ''): string[] {
  if (isObject(from) && isObject(to))
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].sort().flatMap((name) => {
      const at = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      if (!Object.hasOwn(to, name)) return [`- ${at} ${short(from[name])}`]
      if (!Object.hasOwn(from, name)) return [`+ ${at} ${short(to[name])}`]
      return differences(from[name], to[name], at)
    })
  return same(from, to) ? [] : [`~ ${path || '/'} ${short(from)} → ${short(to)}`]
}

function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, i) => differences(item, other[i]).length === 0)
  return one === other
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
