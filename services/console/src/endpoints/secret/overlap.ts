/** Hours as they are typed; what is no number is none of them. */
export const overlapOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

export function overlapProblem(text: string): string | undefined {
  const hours = overlapOf(text)
  return hours >= 0 && hours <= 168 ? undefined : 'Write hours from 0 to 168'
}

/** What an overlap means for whoever has to change a receiver in that time. */
export function overlapWords(hours: number): string {
  if (Number.isNaN(hours)) return 'How long the old secret signs beside the new one.'
  if (hours === 0) return 'The old secret signs nothing any more, from the next attempt on.'
  return `You have ${hours} ${hours === 1 ? 'hour' : 'hours'} to give the new secret to the receiver. After that the old one signs no more.`
}
