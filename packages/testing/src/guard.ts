import { spawn } from 'node:child_process'

/**
 * Ends a process when this one is gone, however it went, SIGKILL included: a shell waits for the end of a pipe that
 * closes with us. Call `release` once the process has ended by itself, since its id may then become another's.
 */
export function endWithUs(pid: number, signal: 'INT' | 'TERM' | 'KILL'): { release(): void } {
  const guard = spawn('/bin/sh', ['-c', 'read _; kill -s "$1" "$2"', 'sh', signal, String(pid)], {
    cwd: '/',
    detached: true, // Ctrl-C is meant for us, not for what we guard.
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.on('error', () => {})
  guard.unref()
  const pipe = guard.stdin as typeof guard.stdin & { unref(): void }
  pipe.unref()
  return { release: () => void guard.kill('SIGKILL') }
}
