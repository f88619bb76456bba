import type { Format } from 'ajv'
import { fullFormats } from 'ajv-formats/dist/formats.js'

/** Longer than any of them has a reason to be: their expressions are not ours, nor made against strangers. */
const maxCharacters = 2_000

/** Of any length, or numbers. `url` is no format of JSON Schema, and its expression looks back. */
const { url: _url, byte, int32, int64, float, double, password, binary, ...texts } = fullFormats

function capped(format: Format): Format {
  const holds = testOf(format)
  return (text: string) => text.length <= maxCharacters && holds(text)
}

function testOf(format: Format): (text: string) => boolean {
  if (format instanceof RegExp) return (text) => format.test(text)
  const validate = typeof format === 'object' ? format.validate : format
  if (typeof validate !== 'function') throw new Error('a format that nobody foresaw')
  return (text) => Boolean(Reflect.apply(validate, undefined, [text])) // Its type doesn't tell that it takes text.
}

/** Those of draft 2020-12 and of OpenAPI that can be checked; others say something to people only. */
export const formats: Record<string, Format> = {
  ...Object.fromEntries(Object.entries(texts).map(([name, format]) => [name, capped(format)])),
  ...{ byte, int32, int64, float, double, password, binary },
}

export const isKnownFormat = (name: unknown) => typeof name === 'string' && Object.hasOwn(formats, name)
