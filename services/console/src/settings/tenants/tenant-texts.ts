import type { AnswerOf, BodyOf } from '@g5/sdk'

type Tenant = Pick<AnswerOf<'tenants.get'>, 'name' | 'slug' | 'uid' | 'class' | 'limits' | 'settings'>

/** A tenant as it stands in a form: numbers as they are typed, and nothing where there is no limit. */
export interface TenantTexts {
  name: string
  slug: string
  uid: string
  class: string
  eventsPerSecond: string
  endpoints: string
  payloadBytes: string
  payloadRetentionDays: string
  validateEvents: boolean
  storeResponses: boolean
}

const textOf = (value: number | null) => (value === null ? '' : String(value))

export function textsOf({ name, slug, uid, class: tenantClass, limits, settings }: Tenant): TenantTexts {
  return {
    ...{ name, slug: slug ?? '', uid: uid ?? '', class: tenantClass },
    eventsPerSecond: textOf(limits.eventsPerSecond),
    endpoints: textOf(limits.endpoints),
    payloadBytes: textOf(limits.payloadBytes),
    payloadRetentionDays: textOf(settings.payloadRetentionDays),
    validateEvents: settings.validateEvents,
    storeResponses: settings.storeResponses,
  }
}

type Fault = { pointer: string; detail: string }
type Patch = BodyOf<'tenants.update'>

/** The patch that makes a tenant what the form says, or what in it is no number. */
export function readTexts(texts: TenantTexts): { kind: 'patch'; patch: Patch } | { kind: 'faulty'; faults: Fault[] } {
  const faults: Fault[] = []
  function number(text: string, pointer: string): number | null {
    if (text.trim() === '') return null
    if (/^\d{1,15}$/.test(text.trim())) return Number(text)
    faults.push({ pointer, detail: 'must be a whole number' })
    return null
  }
  const patch: Patch = {
    ...{ name: texts.name.trim(), slug: texts.slug.trim(), uid: texts.uid.trim() || null },
    class: texts.class.trim() || 'default',
    limits: {
      eventsPerSecond: number(texts.eventsPerSecond, '/limits/eventsPerSecond'),
      endpoints: number(texts.endpoints, '/limits/endpoints'),
      payloadBytes: number(texts.payloadBytes, '/limits/payloadBytes'),
    },
    settings: {
      validateEvents: texts.validateEvents,
      payloadRetentionDays: number(texts.payloadRetentionDays, '/settings/payloadRetentionDays'),
      storeResponses: texts.storeResponses,
    },
  }
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'patch', patch }
}

/** A slug that a name suggests. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 63)
    .replace(/-+$/, '')
}
