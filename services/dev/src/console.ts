import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** How the console's files are made. Paths are from the repository's root. */
export interface ConsoleBuild {
  /** Where it is run. */
  folder: string
  program: string
  args: string[]
  /** Written by each build. */
  makes: string
  /** Files and folders; what is not there counts for nothing. */
  from: readonly string[]
}

/** As `pnpm -F g5-console build`, without a package manager in between. */
export const consoleBuild: ConsoleBuild = {
  folder: 'services/console',
  program: 'services/console/node_modules/vite/bin/vite.js',
  args: ['build'],
  makes: 'services/console/dist/index.html',
  from: [
    ...['src', 'public', 'index.html', 'vite.config.ts', 'package.json'].map((path) => `services/console/${path}`),
    ...['packages/sdk/src', 'pnpm-lock.yaml'],
  ],
}

/** Whether it was never built, or something that it is built from has changed since, was added or taken away. */
export function isStale({ makes, from }: ConsoleBuild, root: string): boolean {
  const built = changedAt(resolve(root, makes))
  return built === undefined || from.some((path) => newest(resolve(root, path)) > built)
}

/** A folder changes when what it holds comes or goes. */
function newest(path: string): number {
  const changed = statSync(path, { throwIfNoEntry: false })
  if (!changed) return 0
  const within = changed.isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }) : []
  return Math.max(changed.mtimeMs, ...within.map((name) => changedAt(join(path, name)) ?? 0))
}

const changedAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs
