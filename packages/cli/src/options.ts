import type { Option } from './command.ts'
import { UsageError } from './failures.ts'

const isText = (typed: unknown): typed is string => typeof typed === 'string'

export const flag = (summary: string, short?: string): Option<boolean> => ({
  summary,
  ...(short && { short }),
  read: (typed) => typed === true,
})

export const text = (value: string, summary: string): Option<string | undefined> => ({
  value,
  summary,
  read: (typed) => (isText(typed) ? typed : undefined),
})

export const texts = (value: string, summary: string): Option<string[] | undefined> => ({
  value,
  summary: `${summary}; several with commas, or given again`,
  repeatable: true,
  read(typed) {
    if (!Array.isArray(typed)) return undefined
    return typed
      .filter(isText)
      .flatMap((one) => one.split(',').map((part) => part.trim()))
      .filter(Boolean)
  },
})

/** May be given again; commas are its own. */
export const lines = (value: string, summary: string): Option<string[] | undefined> => ({
  value,
  summary: `${summary}; may be given again`,
  repeatable: true,
  read: (typed) => (Array.isArray(typed) ? typed.filter(isText) : undefined),
})

export function choice<const C extends string>(choices: readonly C[], summary: string): Option<C | undefined> {
  return {
    value: '<word>',
    summary,
    choices,
    read: (typed) => choices.find((one) => one === typed),
  }
}

/** Several of some words. */
export function choices<const C extends string>(words: readonly C[], summary: string): Option<C[] | undefined> {
  const all = texts('<word>', summary)
  return {
    ...all,
    choices: words,
    read: (typed) =>
      all.read(typed)?.map((one) => {
        const word = words.find((known) => known === one)
        if (word === undefined) throw new UsageError(`"${one}" is none of ${words.join(', ')}`)
        return word
      }),
  }
}

export const number = (value: string, summary: string, least = 1): Option<number | undefined> => ({
  value,
  summary,
  read(typed) {
    if (!isText(typed)) return undefined
    const found = Number(typed)
    if (Number.isFinite(found) && found >= least) return found
    throw new UsageError(`"${typed}" is no number from ${least} up`)
  },
})

const unitMs: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** A time, or how long ago: `2026-01-31T12:00:00Z`, `90m`, `7d`. Given as RFC 3339. */
export const time = (summary: string, towards: 'ago' | 'ahead' = 'ago'): Option<string | undefined> => ({
  value: '<time>',
  summary: `${summary}: a time, or how long ${towards === 'ago' ? 'ago' : 'from now'} (90m, 24h, 7d)`,
  read(typed) {
    if (!isText(typed)) return undefined
    const [, count, unit] = /^(\d+)([smhdw])$/.exec(typed) ?? []
    if (count && unit) {
      const ms = Number(count) * (unitMs[unit] ?? 0)
      return new Date(Date.now() + (towards === 'ago' ? -ms : ms)).toISOString()
    }
    const at = Date.parse(typed)
    if (Number.isNaN(at)) throw new UsageError(`"${typed}" is no time: write 2026-01-31T12:00:00Z, 90m, 24h or 7d`)
    return new Date(at).toISOString()
  },
})
