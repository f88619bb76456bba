/**
 * What went wrong while an expression ran, by JSONata's code. Its own messages quote values, and a value is the event's:
 * so these are ours, and anything without one is told by its code alone.
 */
const messages: Record<string, string> = {
  D1001: 'a number is out of range',
  D1002: 'what is no number can not be negated',
  T1003: 'the name of a member must be a string',
  D1004: 'a regular expression matches an empty string',
  T1005: 'what is called is no function',
  T1006: 'what is called is no function',
  T1007: 'what is partially applied is no function',
  T1008: 'what is partially applied is no function',
  D1009: 'two members have the same name',
  D1011: 'calls are nested too deep',
  D1012: 'it took too long',
  T0410: 'an argument is not of the type that the function takes',
  T0411: 'the context is not of the type that the function takes',
  T0412: 'an argument must be an array of one type',
  T2001: 'the left side of the operator is no number',
  T2002: 'the right side of the operator is no number',
  T2003: 'a range starts with what is no integer',
  T2004: 'a range ends with what is no integer',
  T2006: 'the right side of ~> is no function',
  T2007: 'values of different types can not be sorted',
  T2008: 'only numbers and strings can be sorted',
  T2009: 'values of different types can not be compared',
  T2010: 'only numbers and strings can be compared',
  T2011: 'what updates must be an object',
  T2012: 'what deletes must be a string or strings',
  D2014: 'a range is too long',
  D3001: 'a number is out of range',
  D3030: 'a value can not be read as a number',
  D3070: 'only numbers or strings can be sorted without a function',
  D3110: 'a value is no time',
  D3137: 'it called $error',
  D3138: '$single found more than one',
  D3139: '$single found none',
  D3141: 'an $assert failed',
}

/** Characters of the expression that are shown around the place. */
const around = 20

/** @param error as JSONata throws it: an object with a code and a position, or an error of the engine */
export function runtimeComplaint(error: unknown, expression: string): string {
  const { code, position } = asComplaint(error)
  if (code === undefined) return 'it failed: it may be nested too deep, or have made something too long'
  return `${messages[code] ?? 'it failed'} (${code}${placeOf(expression, position)})`
}

/** What is wrong with the expression itself: here JSONata's message quotes nothing but the expression. */
export function syntaxComplaint(error: unknown): { detail: string; position: number } {
  const { code, position, message } = asComplaint(error)
  return { detail: message && code ? `${message} (${code})` : 'is nested too deep', position: position ?? 0 }
}

function placeOf(expression: string, position: number | undefined): string {
  if (position === undefined) return ''
  const nearby = expression.slice(Math.max(0, position - around), position).trim()
  return nearby === '' ? ` at ${position}` : ` at ${position}, after ${JSON.stringify(nearby)}`
}

interface Complaint {
  code: string | undefined
  position: number | undefined
  message: string | undefined
}

function asComplaint(error: unknown): Complaint {
  const { code, position, message } = (typeof error === 'object' && error !== null ? error : {}) as Record<
    string,
    unknown
  >
  return {
    code: typeof code === 'string' && /^[A-Z]\d{4}$/.test(code) ? code : undefined,
    position: typeof position === 'number' ? position : undefined,
    message: typeof message === 'string' ? message : undefined,
  }
}
