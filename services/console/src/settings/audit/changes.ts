import { pretty } from '../../ui/pretty.ts'

export interface Change {
  name: string
  /** Undefined: there was nothing, or it is not told. */
  before: string | undefined
  after: string | undefined
}

/**
 * What an entry says has changed, as text. Most of its members are `{from, to}`; others tell what was asked for, or how
 * much was touched, and stand as what it is now.
 */
export function changesOf(changes: Readonly<Record<string, unknown>>): Change[] {
  return Object.entries(changes).map(([name, value]) =>
    isChange(value)
      ? {
          name,
          before: 'from' in value ? textOf(value['from']) : undefined,
          after: 'to' in value ? textOf(value['to']) : undefined,
        }
      : { name, before: undefined, after: textOf(value) },
  )
}

const isChange = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length > 0 &&
  Object.keys(value).every((key) => key === 'from' || key === 'to')

const textOf = (value: unknown) => (typeof value === 'string' ? value : pretty(value))

/** In one line, for a list. */
export function summaryOf(changes: Readonly<Record<string, unknown>>): string {
  return changesOf(changes)
    .map(({ name, before, after }) =>
      before === undefined
        ? `${name}: ${oneLine(after ?? '')}`
        : `${name}: ${oneLine(before)} → ${after === undefined ? 'nothing' : oneLine(after)}`,
    )
    .join(', ')
}

const longest = 60

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}
