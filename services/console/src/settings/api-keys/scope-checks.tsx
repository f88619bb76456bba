import type { BodyOf } from '@g5/sdk'
import type { Scope } from '../../session/session.ts'
import { Checkbox } from '../../ui/field.tsx'
import { FieldGroup } from '../../ui/field-group.tsx'
import { scopeSays } from '../scopes/scopes.ts'
import css from './scope-checks.module.css'

export type KeyScope = BodyOf<'apiKeys.create'>['scopes'][number]

interface ScopeChecksProps {
  /** What can be given. */
  scopes: readonly Scope[]
  value: readonly KeyScope[]
  onChange: (value: KeyScope[]) => void
  error?: string | undefined
  /** What `*` would be. */
  all: string
  /** Nobody grants what they lack. */
  mayAll: boolean
}

/** What a key may do, each with what that means. */
export function ScopeChecks({ scopes, value, onChange, error, all, mayAll }: ScopeChecksProps) {
  const whole = value.includes('*')
  return (
    <FieldGroup legend="What it may do" error={error}>
      {mayAll && (
        <Checkbox label={<code>*</code>} hint={all} checked={whole} onChange={(on) => onChange(on ? ['*'] : [])} />
      )}
      {!whole && (
        <div className={css.list}>
          {scopes.map((scope) => (
            <Checkbox
              key={scope}
              label={<code>{scope}</code>}
              hint={scopeSays[scope].allows}
              checked={value.includes(scope)}
              onChange={(on) => onChange(on ? [...value, scope] : value.filter((one) => one !== scope))}
            />
          ))}
        </div>
      )}
    </FieldGroup>
  )
}
