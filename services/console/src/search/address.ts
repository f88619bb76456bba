/** What stands behind the `?` of an address, as words: nothing is taken for a number that somebody meant as an id. */
export type Raw = Record<string, string | string[] | undefined>

export function parseAddress(text: string): Raw {
  const params = new URLSearchParams(text)
  const raw: Raw = {}
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name)
    raw[name] = values.length > 1 ? values : values[0]
  }
  return raw
}

/** The same backwards; a list repeats its name, as the API takes it. */
export function writeAddress(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') params.append(name, String(one))
  const text = params.toString()
  return text && `?${text}`
}

/** Readers of one name, for `validateSearch`: what is not what it should be is left out, never an error. */
export const oneText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

export function oneOf<const Value extends string>(values: readonly Value[]) {
  return (value: unknown): Value | undefined => values.find((one) => one === value)
}

export function someOf<const Value extends string>(values: readonly Value[]) {
  return (value: unknown): Value[] | undefined => {
    const asked = (Array.isArray(value) ? value : [value]).flatMap((one) => values.find((known) => known === one) ?? [])
    return asked.length > 0 ? [...new Set(asked)] : undefined
  }
}

/** A page's reader of its address: whoever links to it names what they want and leaves the rest out. */
export function reading<Search extends object>(read: (raw: Record<string, unknown>) => Search) {
  return (raw: Record<string, unknown>): Partial<Search> => read(raw)
}
