import type { Rows } from '../api/use-rows.ts'
import { cursorTime } from '../search/cursor-time.ts'
import { exact } from '../time/words.ts'
import { Button } from '../ui/button.tsx'
import css from './looked-back.module.css'

/** How far back was looked, with a button that looks further. */
export function LookedBack({ list }: { list: Pick<Rows<unknown>, 'lastPage' | 'isLoadingMore' | 'loadMore'> }) {
  const reached = cursorTime(list.lastPage?.nextCursor ?? '')
  return (
    <span className={css.line}>
      {reached === undefined ? 'Not all has been looked through yet.' : `Searched back to ${exact(reached)}.`}
      <Button busy={list.isLoadingMore} onClick={list.loadMore}>
        Go on
      </Button>
    </span>
  )
}
