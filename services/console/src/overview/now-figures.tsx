import { Link } from '@tanstack/react-router'
import { useTicking } from '../time/clock.ts'
import { duration } from '../time/words.ts'
import { Badge } from '../ui/badge.tsx'
import { bounded, count, Figure } from '../ui/figure.tsx'
import css from './figures.module.css'
import { listsOfNow } from './lists.ts'
import type { Present } from './overview.ts'
import { late } from './verdict.ts'

/** What waits, is held and is dead: of now, whatever time is looked at. */
export function NowFigures({ present }: { present: Present }) {
  const { backlog, blocked, held, deadLetters, openCircuits, halfOpenCircuits } = present
  return (
    <section className={css.part} aria-labelledby="now">
      <h2 id="now">Now</h2>
      <div className={css.figures}>
        <Link {...listsOfNow.waiting}>
          <Figure
            label="Backlog"
            value={bounded(backlog)}
            note={blocked.count > 0 ? `due; ${bounded(blocked)} wait for their endpoint` : 'due and not sent yet'}
          />
        </Link>
        <Link {...listsOfNow.waiting}>
          <OldestDue at={present.oldestDueAt} />
        </Link>
        <Link {...listsOfNow.held}>
          <Figure
            label="Held"
            value={bounded(held)}
            note="until somebody releases them"
            tone={held.count > 0 ? 'info' : undefined}
          />
        </Link>
        <Link {...listsOfNow.deadLetters}>
          <Figure
            label="Dead letters"
            value={bounded(deadLetters)}
            note="wait to be replayed or discarded"
            tone={deadLetters.count > 0 ? 'warn' : undefined}
          />
        </Link>
        <Link {...listsOfNow.circuits}>
          <Figure
            label="Open circuits"
            value={count(openCircuits)}
            note={halfOpenCircuits > 0 ? `endpoints; ${count(halfOpenCircuits)} more are probed` : 'endpoints at rest'}
            tone={openCircuits > 0 ? 'bad' : undefined}
          />
        </Link>
      </div>
    </section>
  )
}

function OldestDue({ at }: { at: string | null }) {
  const age = useTicking((now) => (at === null ? -1 : Math.max(0, Math.floor((now - Date.parse(at)) / 1_000) * 1_000)))
  if (age < 0) return <Figure label="Oldest due" value="—" note="nothing waits for its turn" />
  const tone = age >= late.bad ? 'bad' : age >= late.warn ? 'warn' : undefined
  return (
    <Figure label="Oldest due" value={duration(age)} note="since its time came" tone={tone}>
      {tone && (
        <span>
          <Badge tone={tone}>Late</Badge>
        </span>
      )}
    </Figure>
  )
}
