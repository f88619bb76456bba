import type { NewTenant, TenantPatch } from '@g5/contracts'
import type { Tenant, TenantValues } from '@g5/db'
import { changesBetween } from '../changes.ts'
import type { Deps } from '../deps.ts'
import { HttpProblem } from '../problem.ts'
import { wholeLimits, wholeSettings } from './show.ts'

type Values = Required<Pick<TenantValues, 'name' | 'class' | 'limits' | 'settings'>> & {
  slug: string
  uid: string | null
}

const defaultClass = 'default'

/** Columns of a whole tenant: what is left out has its default. */
export function wholeValues(body: NewTenant, uid: string | null): Values {
  const { name, slug, class: tenantClass = defaultClass, limits = {}, settings = {} } = body
  return { name, slug, uid, class: tenantClass, limits: given(limits), settings: given(settings) }
}

/** Columns that a merge patch (RFC 7396) changes: in `limits` and `settings` it goes entry by entry. */
export function patchedValues(row: Tenant, patch: TenantPatch): Partial<Values> & Pick<TenantValues, 'status'> {
  const { limits, settings, ...plain } = patch
  return {
    ...given(plain),
    ...(patch.uid === null && { uid: null }),
    ...(limits !== undefined && { limits: limits === null ? {} : given({ ...row.limits, ...limits }) }),
    ...(settings !== undefined && { settings: settings === null ? {} : given({ ...row.settings, ...settings }) }),
  }
}

type Given<T> = { [K in keyof T]: Exclude<T[K], null | undefined> }

function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value != null)) as Given<T>
}

/**
 * A class that nobody has heard of would share the common queue in silence.
 * @throws {HttpProblem} where the deployment names its classes, and it is none of them
 */
export function checkClass(
  name: string | undefined,
  before: string | undefined,
  { config }: Pick<Deps, 'config'>,
): void {
  if (name === undefined || name === before || name === defaultClass || config.classes.length === 0) return
  if (config.classes.includes(name)) return
  const detail = `is none of this deployment's: ${[defaultClass, ...config.classes].join(', ')}`
  throw new HttpProblem('validation_failed', { errors: [{ pointer: '/class', detail }] })
}

/** For the audit log: before and after. */
export function changesOf(before: Tenant | undefined, after: TenantShown): Record<string, unknown> {
  return changesBetween(before && audited(before), audited(after))
}

type TenantShown = Pick<Tenant, 'name' | 'slug' | 'uid' | 'class' | 'status' | 'limits' | 'settings'>

function audited({ name, slug, uid, class: tenantClass, status, limits, settings }: TenantShown) {
  return { name, slug, uid, class: tenantClass, status, limits: wholeLimits(limits), settings: wholeSettings(settings) }
}
