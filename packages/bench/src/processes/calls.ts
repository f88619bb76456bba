import type { ChildProcess } from 'node:child_process'

/** What a process of the bench can be asked to do, by name, over the channel to its parent. */
export type Calls = Record<string, (argument: never) => unknown>

interface Call {
  id: number
  name: string
  argument: unknown
}

interface Reply {
  id: number
  answer?: unknown
  error?: string
}

/** In the child: answers until the parent is gone or asks it to end. */
export function answerCalls(calls: Calls): void {
  process.on('message', async ({ id, name, argument }: Call) => {
    let reply: Reply
    try {
      reply = { id, answer: await calls[name]?.(argument as never) }
    } catch (error) {
      reply = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
    process.send?.(reply)
  })
  // Through exit, since a profile is written there.
  for (const end of ['disconnect', 'SIGTERM'] as const) process.on(end, () => process.exit(0))
}

export type Caller<C extends Calls> = <Name extends keyof C & string>(
  name: Name,
  argument: Parameters<C[Name]>[0],
) => Promise<Awaited<ReturnType<C[Name]>>>

/** In the parent. A call to a process that ends instead never returns: its end is reported elsewhere. */
export function callerOf<C extends Calls>(child: ChildProcess): Caller<C> {
  const waiting = new Map<number, (reply: Reply) => void>()
  let calls = 0
  child.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.(reply)
    waiting.delete(reply.id)
  })
  return (name, argument) =>
    new Promise((resolve, reject) => {
      const id = calls++
      waiting.set(id, ({ answer, error }) => {
        if (error === undefined) resolve(answer as never)
        else reject(new Error(error))
      })
      child.send({ id, name, argument } satisfies Call)
    })
}
