/** JSON for people: indented, and its text where it is none. */
export function pretty(value: unknown): string {
  return JSON.stringify(value, undefined, 2) ?? 'undefined'
}
