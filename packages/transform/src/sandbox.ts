import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, extname } from 'node:path'
import { hardMs, heapMb, startMs } from './limits.ts'
import type { Task, TaskAnswer } from './outcomes.ts'

/** How a task came out, as far as its process could tell. */
export type Ran =
  | { kind: 'answered'; answer: TaskAnswer }
  /** It ran for too long and was killed, or it wanted more memory than there is: the process is gone. */
  | { kind: 'timeout' | 'out_of_memory' }
  /** The process is gone, and nobody knows that the task is to blame. */
  | { kind: 'lost' }

/** A process that evaluates expressions, one at a time. */
export interface Sandbox {
  /** Resolves once it can be given work; false when it could not be started. */
  readonly started: Promise<boolean>
  readonly alive: boolean
  run(task: Task): Promise<Ran>
  kill(): Promise<void>
}

/** How V8 ends a process whose heap is full, and how the system ends one that has run out of stack. */
const ownFault: readonly (string | null)[] = ['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGSEGV', 'SIGBUS']

/**
 * Starts a process. A thread would be cheaper and is not enough: one allocation beyond its limit, such as an array of ten
 * million, ends the whole process that it is a thread of. It gets no environment, no file but its own code, no process
 * of its own, and no output of ours: what V8 says when it dies can hold pieces of the event.
 */
export function startSandbox(): Sandbox {
  const program = new URL(`./child${extname(import.meta.filename)}`, import.meta.url)
  const jsonata = createRequire(import.meta.url).resolve('jsonata')
  const child = fork(program, [jsonata], {
    execArgv: [
      ...mayRead(dirname(import.meta.dirname), dirname(jsonata)),
      `--max-old-space-size=${heapMb}`,
      '--no-warnings',
    ],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const gone = Promise.withResolvers<NodeJS.Signals | null>()
  const ready = Promise.withResolvers<boolean>()
  let alive = true
  let answered: ((answer: TaskAnswer) => void) | undefined

  const late = setTimeout(() => child.kill('SIGKILL'), startMs)
  function end(signal: NodeJS.Signals | null): void {
    alive = false
    clearTimeout(late)
    ready.resolve(false)
    gone.resolve(signal)
  }
  child.once('exit', (_code, signal) => end(signal))
  child.once('error', () => {
    child.kill('SIGKILL')
    end(null)
  })
  child.on('message', (message: 'ready' | TaskAnswer) => {
    if (message !== 'ready') return answered?.(message)
    clearTimeout(late)
    ready.resolve(true)
  })
  hold(child, false)

  async function kill(): Promise<void> {
    hold(child, true)
    child.kill('SIGKILL')
    await gone.promise
  }

  async function run(task: Task): Promise<Ran> {
    const answer = Promise.withResolvers<Ran>()
    answered = (message) => answer.resolve({ kind: 'answered', answer: message })
    // When we are the slow ones, the answer may have come before the timer was looked at: it is read first.
    const timer = setTimeout(() => setImmediate(() => answer.resolve({ kind: 'timeout' })), hardMs)
    void gone.promise.then((signal) => answer.resolve({ kind: ownFault.includes(signal) ? 'out_of_memory' : 'lost' }))
    hold(child, true)
    child.send(task, (error) => error && answer.resolve({ kind: 'lost' }))
    const ran = await answer.promise
    clearTimeout(timer)
    answered = undefined
    if (ran.kind === 'answered') hold(child, false)
    else await kill()
    return ran
  }

  return {
    started: ready.promise,
    get alive() {
      return alive
    },
    run,
    kill,
  }
}

/** While it has nothing to do, it does not keep us from ending. */
function hold(child: ChildProcess, whether: boolean): void {
  if (whether) {
    child.ref()
    child.channel?.ref()
  } else {
    child.unref()
    child.channel?.unref()
  }
}

/** Node's permission model: nothing else is allowed, were an expression ever to break out of its realm. */
function mayRead(...places: string[]): string[] {
  return ['--permission', ...places.map((place) => `--allow-fs-read=${place}`)]
}
