import type { Scope } from '../../session/session.ts'
import { Section } from '../../ui/page.tsx'
import { scopeSays } from '../scopes/scopes.ts'
import css from './scopes-table.module.css'

/** What one may do, in words. */
export function ScopesTable({ scopes, about }: { scopes: readonly Scope[]; about: string }) {
  return (
    <Section title="What you may do" about={about}>
      <dl className={css.scopes}>
        {scopes.map((scope) => (
          <div key={scope}>
            <dt>
              <code>{scope}</code>
            </dt>
            <dd>{scopeSays[scope].allows}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
