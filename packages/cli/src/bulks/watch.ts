import { type Bulk, G5ConnectionError, G5Problem, G5UnexpectedAnswer } from '@g5/sdk'
import type { Context } from '../context.ts'
import { exits } from '../failures.ts'
import { createBar } from '../output/bar.ts'

interface Watching {
  /** What people call it: replay. */
  what: string
  detach: boolean
}

const betweenLooksMs = 300
const afterFailureMs = 1_000

/** Shows how far a bulk has come until it ends. Ctrl-C asks what is to stop. @returns the exit code */
export async function watchBulk(
  { g5, out, terminal }: Context,
  id: string,
  { what, detach }: Watching,
): Promise<number> {
  const bar = createBar(out)
  const goOn = `g5 bulks watch ${id}`
  if (detach) {
    out.data(await g5.bulks.get(id))
    if (out.quiet) out.value(id)
    out.line(`The ${what} goes on as ${id}: ${goOn}`)
    return exits.done
  }
  const interrupt = createInterrupt()
  let last: Bulk | undefined
  try {
    for (;;) {
      const bulk = await look()
      if (bulk) last = bulk
      if (bulk && bulk.status !== 'running') return ended(bulk)
      if (await interrupt.within(bulk ? betweenLooksMs : afterFailureMs)) {
        const answer = await asked()
        if (answer === 'stop') {
          await g5.bulks.stop(id)
          bar.clear()
          out.note(`The ${what} is stopped: what it has sent stays sent.`)
          continue
        }
        if (answer === 'leave') return left()
      }
    }
  } finally {
    interrupt.end()
    bar.clear()
  }

  /** Undefined: there was no answer, which passes. */
  async function look(): Promise<Bulk | undefined> {
    try {
      const bulk = await g5.bulks.get(id, { retries: 0, timeoutMs: 4_000 })
      bar.show({ done: bulk.touched + bulk.skipped, of: bulk.matched, ...(bulk.paused && { word: 'paused' }) })
      return bulk
    } catch (error) {
      if (!passes(error)) throw error
      bar.show({
        done: (last?.touched ?? 0) + (last?.skipped ?? 0),
        of: last?.matched ?? 0,
        word: 'no connection; trying again',
      })
      return undefined
    }
  }

  async function asked(): Promise<'stop' | 'leave' | 'on'> {
    if (!terminal.interactive) return 'leave'
    bar.clear()
    interrupt.again()
    const question = terminal.ask(`Stop the ${what} (s), or only watching it (w)? Enter goes on: `)
    const answer = await Promise.race([question.catch(() => 'w'), interrupt.pressed().then(() => 'w')])
    return /^s/i.test(answer) ? 'stop' : /^w/i.test(answer) ? 'leave' : 'on'
  }

  function left(): number {
    bar.clear()
    out.note(`The ${what} goes on without being watched: ${goOn}`)
    return exits.interrupted
  }

  function ended(bulk: Bulk): number {
    bar.clear()
    out.data(bulk)
    if (out.quiet) out.value(bulk.id)
    const skipped = bulk.skipped > 0 ? `, ${bulk.skipped} skipped since they had changed` : ''
    out.line(
      `${bulk.status === 'done' ? 'Done' : 'Stopped'}: ${bulk.touched} of ${bulk.matched} were sent on their way${skipped}.`,
    )
    return bulk.status === 'done' ? exits.done : exits.failed
  }
}

function passes(error: unknown): boolean {
  if (error instanceof G5Problem || error instanceof G5UnexpectedAnswer)
    return [429, 502, 503, 504].includes(error.status)
  return error instanceof G5ConnectionError
}

/** Ctrl-C, as something that can be waited for. */
function createInterrupt() {
  let press = Promise.withResolvers<true>()
  const hear = () => press.resolve(true)
  process.on('SIGINT', hear)
  return {
    pressed: () => press.promise,
    again() {
      press = Promise.withResolvers()
    },
    async within(ms: number): Promise<boolean> {
      const late = Promise.withResolvers<false>()
      const timer = setTimeout(() => late.resolve(false), ms)
      const pressed = await Promise.race([press.promise, late.promise])
      clearTimeout(timer)
      return pressed
    },
    end: () => void process.off('SIGINT', hear),
  }
}
