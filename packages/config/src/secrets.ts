import { kind, readList } from './kinds.ts'

/** What a deployment must not run with: the opposite is good enough for one person's machine. */
export interface Strength {
  shortest: number
  /** Lets words from examples and repeated text pass. */
  guessable: boolean
}

/** No commas, since a secret that was rotated out stands in a list. */
export function secret({ shortest, guessable }: Strength) {
  return kind(`at least ${shortest} characters without spaces or commas${orElse(guessable)}`, (text) =>
    isSecret(text, shortest) && (guessable || !isGuessable(text)) ? text : undefined,
  )
}

/** These only open and verify what exists already: it is too late to refuse a weak one. */
export function previousSecrets({ shortest }: { shortest: number }) {
  return kind(`secrets of at least ${shortest} characters with commas between them`, (text) =>
    readList(text, (entry) => (isSecret(entry, shortest) ? entry : undefined)),
  )
}

export function password({ shortest, guessable }: Strength) {
  return kind(`at least ${shortest} characters${orElse(guessable)}`, (text) =>
    text.length >= shortest && (guessable || !isGuessable(text)) ? text : undefined,
  )
}

function orElse(guessable: boolean): string {
  return guessable ? '' : ', and in production neither a word from an example nor repeated text'
}

function isSecret(text: string, shortest: number): boolean {
  return text.length >= shortest && /^[^\s,]+$/.test(text)
}

const fromExamples = /change.?me|secret|password|example|default|insecure|placeholder|replace.?me/i

function isGuessable(text: string): boolean {
  return fromExamples.test(text) || new Set(text).size < 8 || isRepeated(text)
}

/** A text that is a shorter one over and over is found within its double before its end. */
function isRepeated(text: string): boolean {
  return (text + text).indexOf(text, 1) < text.length
}
