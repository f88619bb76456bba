import { RE2JS } from 're2js'

/** Instructions of a compiled pattern: what a character costs grows with them. */
const maxProgram = 1_000

/** A pattern of a stranger, in time linear in what it is asked about: RE2 looks neither around nor back. */
export function compilePattern(
  source: string,
): { kind: 'pattern'; pattern: RE2JS } | { kind: 'faulty'; detail: string } {
  let pattern: RE2JS
  try {
    pattern = RE2JS.compile(RE2JS.translateRegExp(source))
  } catch {
    return { kind: 'faulty', detail: 'is no regular expression of RE2, which looks neither around nor back' }
  }
  return pattern.programSize() > maxProgram
    ? { kind: 'faulty', detail: 'is too large a regular expression' }
    : { kind: 'pattern', pattern }
}
