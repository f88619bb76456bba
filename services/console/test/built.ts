import { execFile } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const home = fileURLToPath(new URL('..', import.meta.url))
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json', '../../packages/sdk/src']

/** Where the application lies as it is served; built where it is not, or is older than what it is made of. */
export async function builtConsole(): Promise<string> {
  const directory = join(home, 'dist')
  const page = join(directory, 'index.html')
  const newest = Math.max(...sources.map((path) => changedAt(join(home, path))))
  if (!existsSync(page) || statSync(page).mtimeMs < newest)
    await promisify(execFile)(process.execPath, [join(home, 'node_modules/vite/bin/vite.js'), 'build'], { cwd: home })
  return directory
}

function changedAt(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))))
}
