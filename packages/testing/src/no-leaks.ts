import { setTimeout as wait } from 'node:timers/promises'
import { afterAll } from 'vitest'

/** What keeps a process from ending, and the mistake it stands for. Idle keep-alive connections of fetch don't count. */
const mistakes: Record<string, string> = {
  TCPSocketWrap: 'a connection that was not closed',
  TCPServerWrap: 'a server that still listens',
  PipeServerWrap: 'a server that still listens',
  ProcessWrap: 'a child process that still runs',
  Timeout: 'a timer that still ticks',
}

const before = count()

/** Vitest's setup file: a test file that leaves something open fails, and says what. */
afterAll(async () => {
  const deadline = performance.now() + 3000 // What is closing may need a moment: ioredis gives a silent server 2 s.
  let left = leaked()
  while (left.length > 0 && performance.now() < deadline) {
    await wait(20)
    left = leaked()
  }
  if (left.length > 0) throw new Error(`This file left open: ${left.join(', ')}. Close it in afterEach or afterAll.`)
})

function leaked(): string[] {
  return Object.entries(count()).flatMap(([type, number]) => {
    const more = number - (before[type] ?? 0)
    return more > 0 ? [`${more} × ${mistakes[type]} (${type})`] : []
  })
}

function count(): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const type of process.getActiveResourcesInfo()) if (mistakes[type]) counts[type] = (counts[type] ?? 0) + 1
  return counts
}
