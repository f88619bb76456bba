// Makes the images as their Dockerfiles do, without an engine: runs the build's own steps, looks at what comes out, and
// starts it as a container would be started: not as root, with nothing to write to, on a Postgres of its own.
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../packages/testing/src/embedded-postgres.ts'
import { readDockerfile } from './images/dockerfile.ts'
import { type Image, liveThrough } from './images/live.ts'
import { judgeTree } from './images/tree.ts'

const root = new URL('..', import.meta.url)
const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  devDependencies: Record<string, string>
}
const nodeVersion = devDependencies['node'] ?? ''

async function main(): Promise<void> {
  // Not below our own home, which the image's user may not be able to pass through.
  const place = mkdtempSync(join(tmpdir(), 'g5-check-images-'))
  const directory = join(place, 'postgres')
  try {
    chmodSync(place, 0o755)
    const node = join(place, 'node')
    cpSync(process.execPath, node, { dereference: true })
    const [api, worker] = [make('api', place, node), make('worker', place, node)]
    const server = await startEmbeddedPostgres({ directory, throwaway: true })
    try {
      await liveThrough(api, worker, server.url)
    } finally {
      await server.stop()
      await removeEmbeddedPostgres(directory)
    }
    say('Both start from their trees, migrate, deliver and stop.')
  } finally {
    execFileSync('chmod', ['-R', 'u+w', place])
    rmSync(place, { recursive: true, force: true })
  }
}

/** Runs the build stage's steps but the installation, which has been done where this runs. */
function make(name: string, place: string, node: string): Image {
  const recipe = readDockerfile(new URL(`infra/docker/${name}.Dockerfile`, root), nodeVersion)
  const tree = join(place, name)
  const steps = recipe.build.filter((step) => !/^(npm|pnpm) install /.test(step))
  if (steps.length !== 2) throw new Error(`infra/docker/${name}.Dockerfile: build and deploy, and not ${steps}`)
  for (const step of steps)
    execFileSync('sh', ['-ec', step.replace(/^pnpm /, 'npx -y pnpm@12 ').replace(/ \/out$/, ` ${tree}`)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  const { faults, size } = judgeTree(tree)
  if (faults.length > 0) throw new Error(`The image ${name} ${faults.join('\n  and ')}`)
  execFileSync('chmod', ['-R', 'a-w,a+rX', tree])
  say(`${name}: ${size}.`)
  return { at: { tree, node }, recipe }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main()
