/** JSON that is sent as the text it is: see {@link verbatim}. */
export class Verbatim {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/**
 * JSON to be sent byte for byte, where `JSON.stringify` would write it anew: `1.10`, an integer of twenty digits.
 * `g5.events.post({ type: 'invoice.paid', payload: verbatim('{"amount": 1.10}') })`
 * @throws {SyntaxError} for what is no JSON
 */
export function verbatim(json: string): Verbatim {
  JSON.parse(json)
  return new Verbatim(json)
}

/** @throws {TypeError} for a value that JSON does not know */
export function encodeBody(body: unknown): string {
  const texts = new Map<string, string>()
  const mark = `verbatim-${crypto.getRandomValues(new Uint32Array(4)).join('-')}-`
  const json: string | undefined = JSON.stringify(body, (_name, value: unknown) => {
    if (!(value instanceof Verbatim)) return value
    const place = `${mark}${texts.size}`
    texts.set(place, value.text)
    return place
  })
  if (json === undefined) throw new TypeError('A body must be a value that JSON knows')
  if (texts.size === 0) return json
  return json.replaceAll(new RegExp(`"(${mark}\\d+)"`, 'g'), (_, place: string) => texts.get(place) ?? '')
}
