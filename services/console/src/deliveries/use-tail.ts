import type { DeliveryOutcome, QueryOf } from '@g5/sdk'
import { useEffect, useReducer, useState } from 'react'
import { useApi } from '../api/use-api.ts'
import { arrived, type Counts, cleared, counted, emptyTail, noCounts, paused, resumed, type Tail } from './tail.ts'

/** Milliseconds between two drawings: hundreds a second are no more to the eye than four times. */
const drawMs = 250

export type Connection = { kind: 'opening' | 'open' | 'reopening' } | { kind: 'ended'; error: unknown }

interface LiveTail {
  tail: Tail<DeliveryOutcome>
  connection: Connection
  all: Counts
  failed: Counts
}

type Step =
  | { kind: 'arrived'; rows: readonly DeliveryOutcome[]; second: number }
  | { kind: 'pause' | 'resume' | 'clear' }
  | { kind: 'connection'; connection: Connection }
  | { kind: 'anew'; second: number }

const start = (second: number): LiveTail => ({
  tail: emptyTail,
  connection: { kind: 'opening' },
  all: { ...noCounts, second },
  failed: { ...noCounts, second },
})

function reduce(live: LiveTail, step: Step): LiveTail {
  switch (step.kind) {
    case 'arrived': {
      if (step.rows.length === 0 && step.second === live.all.second) return live
      const failures = step.rows.filter(({ errorCode }) => errorCode !== null).length
      return {
        ...live,
        tail: arrived(live.tail, step.rows),
        all: counted(live.all, step.second, step.rows.length),
        failed: counted(live.failed, step.second, failures),
      }
    }
    case 'pause':
      return { ...live, tail: paused(live.tail) }
    case 'resume':
      return { ...live, tail: resumed(live.tail) }
    case 'clear':
      return { ...live, tail: cleared(live.tail) }
    case 'connection':
      return { ...live, connection: step.connection }
    case 'anew':
      return { ...start(step.second), tail: live.tail.paused ? paused(emptyTail) : emptyTail }
  }
}

const nowSecond = () => Math.floor(Date.now() / 1_000)

/** Every attempt as it is recorded, as long as the page is there. */
export function useTail(filter: QueryOf<'deliveries.stream'>) {
  const { g5 } = useApi()
  const [live, step] = useReducer(reduce, undefined, () => start(nowSecond()))
  const [tries, setTries] = useState(0)
  const asked = JSON.stringify(filter)

  // `asked` is the filter, whose object is another at each drawing; `tries` opens it once more.
  useEffect(() => {
    const stop = new AbortController()
    let heard: DeliveryOutcome[] = []
    step({ kind: 'anew', second: nowSecond() })
    const connection = (state: Connection) => {
      if (!stop.signal.aborted) step({ kind: 'connection', connection: state })
    }
    const timer = setInterval(() => {
      step({ kind: 'arrived', rows: heard, second: nowSecond() })
      heard = []
    }, drawMs)
    async function listen(): Promise<void> {
      const onConnection = (open: boolean) => connection({ kind: open ? 'open' : 'reopening' })
      for await (const { data } of g5.deliveries.stream(filter, { signal: stop.signal, onConnection })) heard.push(data)
    }
    listen().catch((error: unknown) => connection({ kind: 'ended', error }))
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [g5, asked, tries])

  return {
    ...live,
    pause: () => step({ kind: 'pause' }),
    resume: () => step({ kind: 'resume' }),
    clear: () => step({ kind: 'clear' }),
    /** After it has ended: listens once more. */
    reopen: () => setTries((n) => n + 1),
  }
}
