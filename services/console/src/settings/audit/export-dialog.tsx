import type { QueryOf } from '@g5/sdk'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../../api/use-api.ts'
import { Actions } from '../../ui/actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { count } from '../../ui/figure.tsx'
import { saveAs } from '../../ui/save-as.ts'
import { Failed, Note } from '../../ui/told.tsx'
import { collected, type Exported } from './export.ts'

type State =
  | { kind: 'running'; entries: number }
  | { kind: 'done'; exported: Exported }
  | { kind: 'failed'; error: unknown }

/** Writes what the filters find to a file; it goes on while it is open, and closing it ends it. */
export function ExportDialog({ filter, onClose }: { filter: QueryOf<'auditLogs.export'>; onClose: () => void }) {
  const { g5 } = useApi()
  const [state, setState] = useState<State>({ kind: 'running', entries: 0 })
  const [round, setRound] = useState(0)
  // What was asked for when it was opened: the range moves on while it runs.
  const asked = useRef(filter)
  useEffect(() => {
    const ended = new AbortController()
    setState({ kind: 'running', entries: 0 })
    collected(g5.auditLogs.export(asked.current, { signal: ended.signal }), (entries) => {
      if (!ended.signal.aborted) setState({ kind: 'running', entries })
    }).then(
      (exported) => {
        if (!ended.signal.aborted) setState({ kind: 'done', exported })
      },
      (error: unknown) => {
        if (!ended.signal.aborted) setState({ kind: 'failed', error })
      },
    )
    return () => ended.abort()
  }, [g5, round])

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Export the audit log"
      about="What the filters find, oldest first, a line of JSON each (NDJSON)."
    >
      <div role="status">
        {state.kind === 'running' && (
          <Note>{state.entries === 0 ? 'Reading…' : `${count(state.entries)} entries so far…`}</Note>
        )}
        {state.kind === 'done' && <Outcome exported={state.exported} />}
      </div>
      {state.kind === 'failed' && <Failed error={state.error} retry={() => setRound(round + 1)} />}
      <Actions>
        {state.kind === 'done' && (
          <Button look="primary" onClick={() => saveAs('audit-log.ndjson', state.exported.content)}>
            {state.exported.complete ? 'Save the file' : 'Save what came'}
          </Button>
        )}
        {state.kind === 'done' && !state.exported.complete && (
          <Button onClick={() => setRound(round + 1)}>Try again</Button>
        )}
        <Button onClick={onClose}>{state.kind === 'running' ? 'Cancel' : 'Close'}</Button>
      </Actions>
    </Dialog>
  )
}

const Outcome = ({ exported: { entries, complete } }: { exported: Exported }) =>
  complete ? (
    <Note tone="good">{count(entries)} entries, and the last line says that this is all of them.</Note>
  ) : (
    <Note tone="bad">
      It was cut off after {count(entries)} entries: the line that says that it is complete did not come.
    </Note>
  )
