import { count } from './figure.tsx'
import css from './problems.module.css'

/** What is wrong where, by the pointer of the place. */
export function Problems({ found }: { found: readonly { pointer: string; detail: string }[] }) {
  return (
    <ul className={css.problems} aria-label={`${count(found.length)} problems`}>
      {found.map(({ pointer, detail }) => (
        <li key={`${pointer} ${detail}`}>
          <code>{pointer || '/'}</code> {detail}
        </li>
      ))}
    </ul>
  )
}
