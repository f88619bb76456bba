const daySeconds = 86_400

/**
 * Words along an axis of time: the hour and minute, or the day where marks are days apart; the day below the first mark
 * and below each with which another begins.
 * @param marks Unix seconds
 * @param apart seconds between them
 */
export function timeWords(marks: readonly number[], apart: number, locale?: string, timeZone?: string): string[] {
  const zone = timeZone === undefined ? {} : { timeZone }
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false, ...zone })
  const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...zone })
  let before: string | undefined
  return marks.map((at) => {
    const day = days.format(at * 1_000)
    const words =
      apart >= daySeconds ? day : day === before ? clock.format(at * 1_000) : `${clock.format(at * 1_000)}\n${day}`
    before = day
    return words
  })
}

/** Where the words of two marks are the same, the second has none. */
export const unlike = (words: readonly string[]): string[] =>
  words.map((word, i) => (i > 0 && word === words[i - 1] ? '' : word))
