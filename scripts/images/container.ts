import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Sealed {
  /** Where the tree is, on a path that the user below can reach. */
  tree: string
  /** The program that stands for the base image's `node`, likewise. */
  node: string
}

export interface Running {
  process: ChildProcess
  output(): string
  /** Its exit code; null when a signal ended it. */
  ended: Promise<number | null>
}

/** As the images say: not root. Whoever isn't root already stays who they are. */
const user = process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {}

/** Starts what a container would: as its user, with nothing of our environment and nowhere to write to. */
export function start({ tree, node }: Sealed, words: readonly string[], env: Record<string, string>): Running {
  const [program, ...args] = words
  if (program !== 'node') throw new Error(`${program} is started, and only node is in the image`)
  const child = spawn(node, args, {
    cwd: tree,
    env: { ...env, HOME: '/nonexistent', TMPDIR: '/nonexistent' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return {
    process: child,
    output: () => Buffer.concat(chunks).toString(),
    ended: once(child, 'close').then(([code]) => code as number | null),
  }
}

/** Runs it to its end. @throws with what it said when the exit code is another than `wanted` */
export async function run(at: Sealed, words: readonly string[], env: Record<string, string>, wanted = 0) {
  const running = start(at, words, env)
  const code = await running.ended
  if (code !== wanted) throw new Error(`${words.join(' ')} ended with ${code}, not ${wanted}:\n${running.output()}`)
  return running.output()
}
