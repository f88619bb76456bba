import { Failure } from '../failures.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** The id that an event would have that was accepted now by the server's clock: where nothing was accepted yet. */
export async function firstEventIdOf(url: string): Promise<string> {
  const date = (await fetch(`${url}/live`)).headers.get('date')
  const now = Date.parse(date ?? '')
  if (Number.isNaN(now))
    throw new Failure(`${url} does not say what time it is`, { next: 'A proxy may take the Date header away.' })
  return eventIdAt(now)
}

/** A TypeID of that millisecond (UUIDv7 in base 32), the lowest there is. */
function eventIdAt(ms: number): string {
  let bits = (BigInt(ms) << 80n) | (7n << 76n) | (2n << 62n)
  let text = ''
  for (let i = 0; i < 26; i++) {
    text = (alphabet[Number(bits & 31n)] ?? '') + text
    bits >>= 5n
  }
  return `evt_${text}`
}
