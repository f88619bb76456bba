/**
 * Small choices of somebody's, in their browser: never a token, never a payload. In a frame of another site a browser
 * may refuse all storage; then a choice lasts as long as the page.
 */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(`g5.${name}`)
  } catch {
    return null
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`g5.${name}`, value)
  } catch {
    // Refused, as above; nothing of worth is lost.
  }
}
