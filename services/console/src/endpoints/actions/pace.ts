/** How fast a bulk goes, as it is typed: empty is as fast as it can. */
export function paceOf(text: string): { ratePerSecond?: number } {
  return text.trim() === '' ? {} : { ratePerSecond: Number(text) }
}

export function paceProblem(text: string): string | undefined {
  if (text.trim() === '' || Number(text) > 0) return undefined
  return 'Write a number above 0, or leave it empty'
}
