// Makes the images as their Dockerfiles do, without an engine: runs the build's own steps, looks at what comes out, and
// starts it as a container would be started: not as root, with nothing to write to, on a Postgres of its own. Faults that
// are planted in copies of the Dockerfiles must be found.
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from 'yaml'
import { canStartDebianPostgres } from '../packages/testing/src/debian-postgres.ts'
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../packages/testing/src/embedded-postgres.ts'
import { backUpThrough } from './images/backup.ts'
import { type House, judgeDockerfile, readDockerfile } from './images/dockerfile.ts'
import { type Image, liveThrough } from './images/live.ts'
import { baseMb, judgeTree } from './images/tree.ts'

const root = new URL('..', import.meta.url)
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8')
const dockerfileOf = (name: string) => `infra/docker/${name}.Dockerfile`

const { devDependencies } = JSON.parse(textOf('package.json')) as { devDependencies: Record<string, string> }
const node = `node:${devDependencies['node']}-bookworm-slim`
/** A client is no older than its server where both are of one image. */
const postgres = (parse(textOf('docker-compose.yml')) as { services: { postgres: { image: string } } }).services
  .postgres.image
const service: House = { bases: [node, node], serves: true }
const command: House = { bases: [node, postgres], serves: false }

/** In which image's Dockerfile, what is replaced by what, and what must be said of it. */
const plants: [name: string, from: string | RegExp, to: string, fault: RegExp][] = [
  ['worker', 'USER 1000:1000', 'USER node', /the user is a number/],
  ['worker', /HEALTHCHECK[\s\S]*?\nCMD/, 'CMD', /HEALTHCHECK starts node itself/],
  ['api', 'STOPSIGNAL SIGTERM', 'STOPSIGNAL SIGINT', /stops at SIGTERM/],
  ['backup', 'postgres:18', 'postgres:17', /its stages are from \S+ and postgres:/],
  ['backup', 'USER 1000:1000', 'USER 0:0', /not root/],
  ['backup', 'ENTRYPOINT []', '', /entry point of its base is taken away/],
  ['backup', 'PG_BIN_DIR=/usr/lib/postgresql/18', 'PG_BIN_DIR=/usr/lib/postgresql/17', /PG_BIN_DIR is where/],
  ['backup', '--from=build /usr/local/bin/node', '--from=node:22 /usr/local/bin/node', /node is the one/],
  ['backup', '/pg_restore --version', '/pg_restore --help', /both tools were seen to start/],
]

async function main(): Promise<void> {
  const missed = plants.filter(([name, from, to, fault]) => {
    const house = name === 'backup' ? command : service
    return !judgeDockerfile(textOf(dockerfileOf(name)).replace(from, to), house).some((said) => fault.test(said))
  })
  if (missed.length > 0)
    throw new Error(`Faults were planted and not found: ${missed.map(([, , to]) => to).join(', ')}`)
  say(`${plants.length} faults that were planted in Dockerfiles were found.`)

  // Not below our own home, which the image's user may not be able to pass through.
  const place = mkdtempSync(join(tmpdir(), 'g5-check-images-'))
  const directory = join(place, 'postgres')
  try {
    chmodSync(place, 0o755)
    const node = join(place, 'node')
    cpSync(process.execPath, node, { dereference: true })
    const [api, worker] = [make('api', place, node), make('worker', place, node)]
    const backup = backupFrom(api)
    const server = await startEmbeddedPostgres({ directory, throwaway: true })
    try {
      await liveThrough(api, worker, server.url)
    } finally {
      await server.stop()
      await removeEmbeddedPostgres(directory)
    }
    say('API and worker start from their trees, migrate, deliver and stop.')
    if (canStartDebianPostgres()) {
      await backUpThrough(backup)
      say('A backup is made, drilled and made by schedule from its tree, with a bucket and nowhere to write to.')
    }
  } finally {
    execFileSync('chmod', ['-R', 'u+w', place])
    rmSync(place, { recursive: true, force: true })
  }
}

/** Runs the build stage's steps but the installation, which has been done where this runs. */
function make(name: string, place: string, node: string): Image {
  const recipe = readDockerfile(new URL(dockerfileOf(name), root), service)
  const tree = join(place, name)
  const steps = recipe.build.filter((step) => !/^(npm|pnpm) install /.test(step))
  if (steps.length !== 2) throw new Error(`${dockerfileOf(name)}: build and deploy, and not ${steps}`)
  for (const step of steps)
    execFileSync('sh', ['-ec', step.replace(/^pnpm /, 'npx -y pnpm@12 ').replace(/ \/out$/, ` ${tree}`)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  const { faults, size } = judgeTree(tree, baseMb.node)
  if (faults.length > 0) throw new Error(`The image ${name} ${faults.join('\n  and ')}`)
  execFileSync('chmod', ['-R', 'a-w,a+rX', tree])
  say(`${name}: ${size}.`)
  return { at: { tree, node }, recipe }
}

/** Its tree is the API's, made by the same steps, and so is looked at as it lies there. */
function backupFrom({ at, recipe }: Image): Image {
  const own = readDockerfile(new URL(dockerfileOf('backup'), root), command)
  if (own.build.join('\n') !== recipe.build.join('\n'))
    throw new Error(`${dockerfileOf('backup')} builds otherwise than ${dockerfileOf('api')}`)
  const nodeMb = gzipSync(readFileSync(at.node), { level: 1 }).length / 1024 / 1024
  const { faults, size } = judgeTree(at.tree, Math.round(baseMb.postgres + nodeMb))
  if (faults.length > 0) throw new Error(`The image backup ${faults.join('\n  and ')}`)
  say(`backup: ${size}.`)
  return { at, recipe: own }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main()
