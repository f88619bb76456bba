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
import { baseMb, judgeTree, packedMb } from './images/tree.ts'

const root = new URL('..', import.meta.url)
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8')
const dockerfileOf = (name: Name) => `infra/docker/${name}.Dockerfile`

const { devDependencies } = JSON.parse(textOf('package.json')) as { devDependencies: Record<string, string> }
const node = `node:${devDependencies['node']}-bookworm-slim`
/** A client is no older than its server where both are of one image. */
const postgres = (parse(textOf('docker-compose.yml')) as { services: { postgres: { image: string } } }).services
  .postgres.image
const service: House = { bases: [node, node], serves: true, carries: [] }
const houses = {
  api: { ...service, carries: [['services/console/dist', '/console/dist']] },
  worker: service,
  backup: { bases: [node, postgres], serves: false, carries: [] },
} satisfies Record<string, House>
type Name = keyof typeof houses

/** In which image's Dockerfile, what is replaced by what, and what must be said of it. */
const plants: [name: Name, from: string | RegExp, to: string, fault: RegExp][] = [
  ['worker', 'USER 1000:1000', 'USER node', /the user is a number/],
  ['worker', /HEALTHCHECK[\s\S]*?\nCMD/, 'CMD', /HEALTHCHECK starts node itself/],
  ['api', 'STOPSIGNAL SIGTERM', 'STOPSIGNAL SIGINT', /stops at SIGTERM/],
  ['api', '/services/console/dist /console/dist', '/services/console /console', /it copies .* and .*\/dist/],
  ['worker', '/out .', '/src .', /it copies \/out/],
  ['backup', 'postgres:18', 'postgres:17', /its stages are from \S+ and postgres:/],
  ['backup', 'USER 1000:1000', 'USER 0:0', /not root/],
  ['backup', 'ENTRYPOINT []', '', /entry point of its base is taken away/],
  ['backup', 'PG_BIN_DIR=/usr/lib/postgresql/18', 'PG_BIN_DIR=/usr/lib/postgresql/17', /PG_BIN_DIR is where/],
  ['backup', '--from=build /usr/local/bin/node', '--from=node:22 /usr/local/bin/node', /node is the one/],
  ['backup', '/pg_restore --version', '/pg_restore --help', /both tools were seen to start/],
]

async function main(): Promise<void> {
  const missed = plants.filter(([name, from, to, fault]) => {
    const planted = textOf(dockerfileOf(name)).replace(from, to)
    return !judgeDockerfile(planted, houses[name]).some((said) => fault.test(said))
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

/**
 * Runs the build stage's steps but the installation, which has been done where this runs. The tree stands for /app, and
 * `place` for what is above it.
 */
function make(name: Name, place: string, node: string): Image {
  const recipe = readDockerfile(new URL(dockerfileOf(name), root), houses[name])
  const tree = join(place, name)
  const steps = recipe.build.filter((step) => !/^(npm|pnpm) install /.test(step))
  const [deploy = '', ...builds] = steps.toReversed()
  if (!/^pnpm .* deploy /.test(deploy) || !builds.every(isBuild) || builds.length === 0)
    throw new Error(`${dockerfileOf(name)}: build and deploy, and not ${steps}`)
  for (const step of steps)
    execFileSync('sh', ['-ec', step.replace(/^pnpm /, 'npx -y pnpm@12 ').replace(/ \/out$/, ` ${tree}`)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  const carried = recipe.carries.map(([from, to]) => {
    cpSync(new URL(from, root), join(place, to), { recursive: true })
    return join(place, to)
  })
  const { faults, size } = judgeTree(tree, baseMb.node + carried.reduce((mb, folder) => mb + packedMb(folder), 0))
  if (faults.length > 0) throw new Error(`The image ${name} ${faults.join('\n  and ')}`)
  execFileSync('chmod', ['-R', 'a-w,a+rX', tree, ...carried])
  say(`${name}: ${size}.`)
  return { at: { tree, node }, recipe }
}

const isBuild = (step: string) => step.startsWith('pnpm build --filter=')

/** Its tree is the API's, made by the same steps, and so is looked at as it lies there. It serves nothing. */
function backupFrom({ at, recipe }: Image): Image {
  const own = readDockerfile(new URL(dockerfileOf('backup'), root), houses.backup)
  if (own.build.join('\n') !== recipe.build.filter((step) => !step.includes('g5-console')).join('\n'))
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
