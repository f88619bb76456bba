const [idHex, millisecondHex] = [32, 12]

/**
 * How far back a list has been looked through, in Unix milliseconds: its cursor begins with the id that it goes on
 * below, and an id (UUIDv7) with its millisecond. No promise of the API, so it is told where it can be read, and nothing
 * hangs on it.
 */
export function cursorTime(cursor: string): number | undefined {
  const hex = hexOf(cursor)
  if (hex === undefined || hex.length < idHex || hex[millisecondHex] !== '7') return undefined
  return Number.parseInt(hex.slice(0, millisecondHex), 16)
}

function hexOf(base64url: string): string | undefined {
  try {
    const bytes = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
    return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  } catch {
    return undefined // Of another make.
  }
}
