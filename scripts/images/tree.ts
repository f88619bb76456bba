import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const mb = 1024 * 1024
/** Compressed, as a registry keeps it and a pull fetches it: on amd64, rounded up. */
export const baseMb = { node: 80, postgres: 160 }
const mostMb = 250

/**
 * What is wrong with what `pnpm deploy` made, and what there is of it.
 * @param besides MB, compressed, of what the image has besides
 */
export function judgeTree(folder: string, besides: number): { faults: string[]; size: string } {
  const [unpacked, packed] = [Math.round(tarMb(folder, '-c')), packedMb(folder)]
  const whole = besides + packed
  return {
    size: `${packed} MB compressed (${unpacked} MB unpacked), ${whole} MB with what it stands on`,
    faults: [
      ...sources(folder).map((path) => `holds ${path}, which is no part of a build`),
      ...developmentPackages(folder).map((name) => `holds ${name}, which is for development`),
      ...(whole > mostMb ? [`is ${whole} MB with what it stands on, and ${mostMb} MB is the most`] : []),
      ...(globSync('node_modules/.pnpm/@g5+db@*/node_modules/@g5/db/migrations/*.sql', { cwd: folder }).length === 0
        ? ['holds no migrations']
        : []),
    ],
  }
}

/** MB of a folder, compressed as in a registry. */
export const packedMb = (folder: string) => Math.round(tarMb(folder, '-cz'))

function tarMb(folder: string, how: string): number {
  const tar = spawnSync('tar', [how, '-C', folder, '.'], { maxBuffer: 2048 * mb })
  if (tar.status !== 0) throw new Error(`tar: ${tar.stderr}`)
  return tar.stdout.length / mb
}

/** Sources and tests of our own packages. */
function sources(folder: string): string[] {
  const own = ['.', ...globSync('node_modules/.pnpm/@g5+*/node_modules/@g5/*', { cwd: folder })]
  return own.flatMap((place) =>
    globSync(
      ['*', 'dist/**/*.ts', 'dist/**/*.test.*'].map((pattern) => join(place, pattern)),
      { cwd: folder },
    ).filter((path) => !belongs(path.slice(place === '.' ? 0 : place.length + 1))),
  )
}

const belongs = (path: string) =>
  ['dist', 'migrations', 'node_modules', 'package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'].includes(path) ||
  (path.endsWith('.d.ts') && !path.includes('.test.'))

/** What only the development of ours asks for, and nothing that runs. */
function developmentPackages(folder: string): string[] {
  const root = new URL('../..', import.meta.url)
  const development = globSync(['package.json', '{packages,services}/*/package.json'], { cwd: root })
    .map((path) => manifest(new URL(path, root)))
    .flatMap(({ devDependencies }) => names(devDependencies))
  const places = ['package.json', 'node_modules/.pnpm/*/node_modules/{*,@*/*}/package.json']
  const there = globSync(places, { cwd: folder }).map((path) => manifest(join(folder, path)))
  const wanted = new Set(
    there.flatMap((one) => [one.dependencies, one.optionalDependencies, one.peerDependencies].flatMap(names)),
  )
  const installed = new Set(there.map(({ name }) => name))
  return [...new Set(development)].filter((name) => installed.has(name) && !wanted.has(name))
}

type Dependencies = Record<string, string> | undefined
const names = (dependencies: Dependencies) => Object.keys(dependencies ?? {})

function manifest(path: string | URL) {
  return JSON.parse(readFileSync(path, 'utf8')) as { name?: string } & Record<
    'dependencies' | 'devDependencies' | 'optionalDependencies' | 'peerDependencies',
    Dependencies
  >
}
