import type { Bulk } from '@g5/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { given } from '../api/given.ts'
import { useApi, useNeedsTenant } from '../api/use-api.ts'
import { useRows } from '../api/use-rows.ts'
import { useBounds } from '../search/bounds.ts'
import { useCan } from '../session/use-session.ts'
import { isCutShort, stoppingShort } from '../table/cut-short.ts'
import { DataTable } from '../table/data-table.tsx'
import { LookedBack } from '../table/looked-back.tsx'
import { RowLink } from '../table/row-link.tsx'
import { Button } from '../ui/button.tsx'
import { count } from '../ui/figure.tsx'
import { Page, Row } from '../ui/page.tsx'
import { columnsFor } from './columns.tsx'
import { DiscardDialog } from './discard-dialog.tsx'
import { Filters } from './filters.tsx'
import { GoingsOn } from './goings-on.tsx'
import { NoDeadLetters, NoneFoundYet } from './no-dead-letters.tsx'
import { ReplayDialog } from './replay-dialog.tsx'
import { type Selected, selectChosen, selectMatching } from './selection.ts'
import { Summary } from './summary.tsx'

const route = getRouteApi('/dead-letters')
/** Milliseconds: somebody who replays watches the list get shorter. */
const refreshMs = 5_000
/** As many as the API gives at once: what is loaded is what the summary is of. */
const limit = 250

type Asked = { what: 'replay' | 'discard'; selected: Selected } | undefined

export default function DeadLettersPage() {
  const { g5, key } = useApi()
  const can = useCan()
  const allTenants = useNeedsTenant()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const bounds = useBounds(search)
  const { endpointId, type, reason } = search
  const filter = given({ endpointId, type, reason })
  const list = useRows(
    [key, 'dead-letters', 'list', filter, bounds],
    ({ cursor, signal }) => g5.deadLetters.list({ ...filter, ...bounds, ...given({ cursor }), limit }, { signal }),
    { refreshMs },
  )
  // The API looks for some seconds for what is rare, and says how far it came.
  const cutShort = isCutShort(list, limit)
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<Asked>()
  // What was marked and is no dead letter any more counts no more.
  const chosen = list.rows.filter(({ id }) => marked.has(id)).map(({ id }) => id)
  const selected = chosen.length > 0 ? selectChosen(chosen) : selectMatching(search, bounds)
  const of = chosen.length > 0 ? `${count(chosen.length)} chosen` : 'all that match'
  const mayReplay = can('deliveries:write')
  const close = () => setAsked(undefined)
  function onStarted(bulk: Bulk): void {
    close()
    setMarked(new Set())
    void navigate({ search: (before) => ({ ...before, bulk: bulk.id }) })
  }
  return (
    <Page
      title="Dead letters"
      about="Deliveries that are not tried again by themselves. They stay until somebody replays or discards them, or until they are past retention."
    >
      <GoingsOn />
      {list.rows.length > 0 && <Summary rows={list.rows} hasMore={list.hasMore} />}
      <DataTable
        short
        name="dead-letters"
        label="Dead letters"
        columns={columnsFor({ allTenants, mayChange: mayReplay })}
        list={stoppingShort(list, limit)}
        rowId={({ id }) => id}
        link={({ id }, content) => (
          <RowLink to="/deliveries/$deliveryId" params={{ deliveryId: id }}>
            {content}
          </RowLink>
        )}
        {...(mayReplay && { selection: { chosen: new Set(chosen), onChange: setMarked } })}
        filters={
          <>
            <Filters />
            {list.rows.length > 0 && (
              <Row>
                {mayReplay && (
                  <Button
                    look="primary"
                    icon={<RotateCcw />}
                    refused={'refused' in selected ? selected.refused : undefined}
                    onClick={() => setAsked({ what: 'replay', selected })}
                  >
                    Replay {of}…
                  </Button>
                )}
                {can('data:erase') && (
                  <Button
                    icon={<Trash2 />}
                    refused={'refused' in selected ? selected.refused : undefined}
                    onClick={() => setAsked({ what: 'discard', selected })}
                  >
                    Discard {of}…
                  </Button>
                )}
              </Row>
            )}
          </>
        }
        {...(cutShort && { foot: <LookedBack list={list} /> })}
        empty={cutShort ? <NoneFoundYet list={list} /> : <NoDeadLetters />}
      />
      {asked?.what === 'replay' && 'select' in asked.selected && (
        <ReplayDialog select={asked.selected.select} onClose={close} onStarted={onStarted} />
      )}
      {asked?.what === 'discard' && 'select' in asked.selected && (
        <DiscardDialog select={asked.selected.select} onClose={close} onStarted={onStarted} />
      )}
    </Page>
  )
}
