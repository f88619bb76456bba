import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

/**
 * Calls `onGone` once when the package manager that started us has ended. npx and pnpm leave what they started behind
 * when they are ended by a signal, and then nobody would stop us. Nothing happens without one, nor without /proc.
 */
export function watchPackageManager(onGone: () => void): void {
  const chain = launchers()
  const timer = setInterval(() => {
    if (chain.every((pid, n) => n === chain.length - 1 || parentOf(pid) === chain[n + 1])) return
    clearInterval(timer)
    onGone()
  }, 500)
  timer.unref()
}

/** Us, our parent and so on up to the outermost package manager, with no more than a shell between two of them. */
function launchers(): number[] {
  const chain = [process.pid]
  let known = 1
  for (let pid = parentOf(process.pid); pid && pid > 1; pid = parentOf(pid)) {
    const name = programOf(pid)
    chain.push(pid)
    if (/^(npm|npx|pnpm|corepack)\b/.test(name)) known = chain.length
    else if (!/^(ba|da)?sh$/.test(name) || chain.length - known > 1) break
  }
  return chain.slice(0, known)
}

function parentOf(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`) // "1234 (name, which may hold anything) S 1 …"
  return stat ? Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) : undefined
}

const programOf = (pid: number) => basename(read(`/proc/${pid}/cmdline`)?.split('\0')[0] ?? '')

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
