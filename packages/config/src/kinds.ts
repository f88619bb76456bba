import { z } from 'zod'

/**
 * Text in, a value out, and one sentence for every way it can be wrong. The text itself is never part of the sentence:
 * people paste secrets into the wrong variable.
 * @param expected completes "must be …"
 * @param read undefined when the text is not what was expected
 */
export function kind<T>(expected: string, read: (text: string) => T | undefined) {
  const error = `must be ${expected}`
  return z.string({ error }).transform((text, context): T => {
    const value = read(text)
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: error })
    return z.NEVER
  })
}

export function oneOf<const T extends string>(...words: T[]) {
  return kind(`one of ${words.join(', ')}`, (text) => words.find((word) => word === text))
}

export const boolean = kind('true or false', (text) => (text === 'true' ? true : text === 'false' ? false : undefined))

export function integer(first: number, last: number) {
  return kind(`a whole number from ${first} to ${last}`, (text) => integerWithin(text, first, last))
}

export function url(example: string, protocols: string[]) {
  return kind(`a URL such as ${example}`, (text) =>
    protocols.includes(URL.parse(text)?.protocol ?? '') ? text : undefined,
  )
}

/** With commas between them; one within a URL is written %2C. */
export function urls(example: string, protocols: string[]) {
  return kind(`URLs such as ${example}, with commas between them`, (text) =>
    readList(text, (entry) => (protocols.includes(URL.parse(entry)?.protocol ?? '') ? entry : undefined)),
  )
}

export const directory = kind('the whole path of a directory, from / on, without spaces or commas', (text) =>
  /^\/[^\s,]*$/.test(text) ? text : undefined,
)

export function integerWithin(text: string, first: number, last: number): number | undefined {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  return value >= first && value <= last ? value : undefined
}

/** Entries with commas between them, all of which must be readable. */
export function readList<T>(text: string, read: (entry: string) => T | undefined): T[] | undefined {
  const values = text.split(',').map((entry) => read(entry.trim()))
  return values.every((value) => value !== undefined) ? values : undefined
}
