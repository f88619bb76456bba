import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** `redis-server` or `valkey-server` on PATH. */
export function findRedisBinary(path = process.env['PATH'] ?? ''): string | undefined {
  return ['redis-server', 'valkey-server']
    .flatMap((name) => path.split(delimiter).map((directory) => join(directory, name)))
    .find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
