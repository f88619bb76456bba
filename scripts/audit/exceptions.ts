import { parse } from 'yaml'

export interface Exception {
  advisory: string
  package: string
  reason: string
  /** The last day that it holds, as 2026-12-31. */
  until: string
}

const mostDays = 90
const names = ['advisory', 'package', 'reason', 'until'] as const

/** @throws {Error} for what is not written as infra/audit-exceptions.yml says */
export function readExceptions(text: string, today: Date): Exception[] {
  // A date that YAML knew would be another's midnight.
  const entries: unknown = parse(text, { schema: 'failsafe' })
  if (!Array.isArray(entries)) throw new Error('the exceptions are no list')
  return entries.map((entry: Partial<Exception>, n) => {
    const which = `exception ${n + 1}`
    for (const name of names)
      if (typeof entry[name] !== 'string' || entry[name].trim() === '') throw new Error(`${which} has no ${name}`)
    const { advisory = '', until = '' } = entry
    if (!/^GHSA(-[0-9a-z]{4}){3}$/.test(advisory)) throw new Error(`${which}: the advisory is no GHSA-xxxx-xxxx-xxxx`)
    const days = (Date.parse(until) - today.getTime()) / 86_400_000
    if (!/^\d{4}-\d\d-\d\d$/.test(until) || Number.isNaN(days)) throw new Error(`${which}: until is no date`)
    if (days > mostDays) throw new Error(`${which}: until is more than ${mostDays} days away`)
    return entry as Exception
  })
}
