import { useMemo } from 'react'
import { classes } from './classes.ts'
import css from './diff.module.css'
import { folded, lineDiff } from './line-diff.ts'

const signs = { same: ' ', added: '+', removed: '−' }
const aloud = { same: undefined, added: 'Added: ', removed: 'Removed: ' }

/** What changed between two texts, line by line. */
export function Diff({ before, after, label }: { before: string; after: string; label: string }) {
  const lines = useMemo(() => folded(lineDiff(before, after)), [before, after])
  return (
    <div className={css.diff} role="region" aria-label={label} tabIndex={0}>
      {lines.map((line, i) =>
        line.kind === 'skipped' ? (
          <p key={i} className={css.skipped}>
            {line.lines} {line.lines === 1 ? 'line' : 'lines'} the same
          </p>
        ) : (
          <p key={i} className={classes(css.line, line.kind !== 'same' && css[line.kind])}>
            <span className={css.sign} aria-hidden="true">
              {signs[line.kind]}
            </span>
            {aloud[line.kind] && <span className="unseen">{aloud[line.kind]}</span>}
            <code>{line.text}</code>
          </p>
        ),
      )}
    </div>
  )
}
