import { hardMs } from './limits.ts'
import type { Checked, Task, TaskAnswer, Transformed, Transforming } from './outcomes.ts'
import { type Ran, type Sandbox, startSandbox } from './sandbox.ts'
import { createTurns } from './turns.ts'

export interface TransformerOptions {
  /** Processes at once, 2 unless told; each starts when it is first needed. */
  processes?: number
  /** Milliseconds that somebody waits for a turn, 3,000 unless told. */
  patienceMs?: number
  /** Those that may wait, 1,000 unless told. */
  maxWaiting?: number
  /** A process did not start, or went away and nobody knows why. */
  onError(error: Error): void
}

export interface Transformer {
  /** Whether an expression can be read at all, and where it can't. */
  check(tenantId: string, expression: string): Promise<Checked>
  transform(wanted: Transforming): Promise<Transformed>
  /** Ends its processes; whoever still waits is told that it is busy. */
  close(): Promise<void>
}

type Outcome = Ran | { kind: 'busy' }

interface Job {
  task: Task
  /** Its turn has come. */
  begun(): void
  settle(outcome: Outcome): void
}

/** A task whose process goes away so often, and nobody knows why, is taken to be the reason. */
const mostLosses = 3

/**
 * Evaluates the expressions of strangers in processes that can be killed. Tenants have their turns one after the other,
 * and no tenant holds all processes, so an expression that runs away takes time from its own tenant alone. While
 * nobody asks there is no process.
 */
export function createTransformer({ onError, ...options }: TransformerOptions): Transformer {
  const { processes = 2, patienceMs = 3_000, maxWaiting = 1_000 } = options
  const mostOfOneTenant = Math.max(1, processes - 1)
  const turns = createTurns<Job>()
  const sandboxes = new Set<Sandbox>()
  const idle: Sandbox[] = []
  let atWork = 0
  let closed = false

  function run(owner: string, task: Task): Promise<Outcome> {
    if (closed || turns.size >= maxWaiting) return Promise.resolve({ kind: 'busy' })
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    const timer = setTimeout(() => {
      turns.delete(owner, job)
      resolve({ kind: 'busy' })
    }, patienceMs)
    const job: Job = { task, begun: () => clearTimeout(timer), settle: resolve }
    turns.add(owner, job)
    deal()
    return promise
  }

  function deal(): void {
    while (atWork < processes) {
      const turn = turns.take(mostOfOneTenant)
      if (!turn) return
      const { owner, job } = turn
      job.begun()
      atWork += 1
      void work(job.task).then((outcome) => {
        atWork -= 1
        turns.done(owner)
        job.settle(outcome)
        deal()
      })
    }
  }

  async function work(task: Task): Promise<Outcome> {
    for (let losses = 0; losses < mostLosses; losses++) {
      const sandbox = anIdleOne() ?? aNewOne()
      const started = await sandbox.started
      const ran: Outcome = started ? await sandbox.run(task) : { kind: 'busy' }
      if (sandbox.alive) idle.push(sandbox)
      else sandboxes.delete(sandbox)
      if (closed) return { kind: 'busy' }
      if (!started) onError(new Error('a process for transforms did not start'))
      if (ran.kind !== 'lost') return ran
      onError(new Error('a process for transforms went away'))
    }
    return { kind: 'lost' }
  }

  /** One that went away meanwhile, whoever ended it, is none. */
  function anIdleOne(): Sandbox | undefined {
    for (let sandbox = idle.pop(); sandbox; sandbox = idle.pop()) {
      if (sandbox.alive) return sandbox
      sandboxes.delete(sandbox)
    }
    return undefined
  }

  function aNewOne(): Sandbox {
    const sandbox = startSandbox()
    sandboxes.add(sandbox)
    return sandbox
  }

  return {
    async check(tenantId, expression) {
      const outcome = await run(tenantId, { kind: 'check', expression })
      if (outcome.kind === 'busy') return outcome
      const answer = answerOf(outcome)
      if (answer.kind === 'sound' || answer.kind === 'unsound') return answer
      return { kind: 'unsound', detail: 'can not be read in the time and memory there is', position: 0 }
    },
    async transform({ tenantId, ...wanted }) {
      const outcome = await run(tenantId, { kind: 'transform', ...wanted })
      if (outcome.kind === 'busy') return outcome
      const answer = answerOf(outcome)
      if (answer.kind === 'made' || answer.kind === 'failed') return answer
      throw new Error(`a transformation was answered with ${answer.kind}`)
    },
    async close() {
      closed = true
      for (let turn = turns.take(Infinity); turn; turn = turns.take(Infinity)) {
        turn.job.begun()
        turn.job.settle({ kind: 'busy' })
      }
      await Promise.all(Array.from(sandboxes, (sandbox) => sandbox.kill()))
    },
  }
}

function answerOf(ran: Ran): TaskAnswer {
  switch (ran.kind) {
    case 'answered':
      return ran.answer
    case 'timeout':
      return { kind: 'failed', detail: 'it took too long', ms: hardMs }
    case 'out_of_memory':
      return { kind: 'failed', detail: 'it wanted more memory than it may have', ms: 0 }
    case 'lost':
      return { kind: 'failed', detail: 'it ended its process', ms: 0 }
  }
}
