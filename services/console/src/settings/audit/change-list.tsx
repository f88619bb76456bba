import { Diff } from '../../ui/diff.tsx'
import css from './change-list.module.css'
import type { Change } from './changes.ts'

/** What an entry changed: short values side by side, long ones line by line. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const short = changes.filter(isShort)
  return (
    <>
      {short.length > 0 && (
        <div className={css.scroll} role="region" aria-label="What changed" tabIndex={0}>
          <table className={css.changes}>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Before</th>
                <th scope="col">After</th>
              </tr>
            </thead>
            <tbody>
              {short.map(({ name, before, after }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{before === undefined ? '—' : <code>{before}</code>}</td>
                  <td>{after === undefined ? '—' : <code>{after}</code>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {changes
        .filter((one) => !isShort(one))
        .map(({ name, before = '', after = '' }) => (
          <div key={name}>
            <h3>{name}</h3>
            <Diff before={before} after={after} label={`Before and after of ${name}`} />
          </div>
        ))}
    </>
  )
}

const isShort = ({ before = '', after = '' }: Change) => !before.includes('\n') && !after.includes('\n')
