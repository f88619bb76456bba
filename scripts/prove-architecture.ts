// Shows that the architecture checks can fail: plants a violation of each rule in the tree, looks, and takes it out.
import { spawnSync } from 'node:child_process'
import { globSync, rmSync, writeFileSync } from 'node:fs'
import type { ICruiseResult, IForbiddenRuleType } from 'dependency-cruiser'
import configuration from '../.dependency-cruiser.mjs'

const root = new URL('..', import.meta.url)
const file = (place: string) => `${place}/src/planted-violation.ts`
const api = file('services/api')

/** By rule: where it is broken, and by what. */
const plants: Record<string, { from: string; imports: string }> = {
  'no-circles': { from: file('packages/db'), imports: './planted-violation.other.ts' },
  resolvable: { from: file('packages/queue'), imports: '@g5/nowhere' },
  'services-stand-alone': { from: file('services/webhook-worker'), imports: '../../api/src/planted-violation.ts' },
  'packages-below-services': {
    from: file('packages/config'),
    imports: '../../../services/api/src/planted-violation.ts',
  },
  'middle-packages-side-by-side': { from: file('packages/telemetry'), imports: '../../db/src/index.ts' },
  'backup-on-db': { from: file('packages/backup'), imports: '../../queue/src/index.ts' },
  // Only a reader of TypeScript sees an import of a type.
  'core-is-pure': { from: file('packages/core'), imports: 'type node:fs' },
  'contracts-at-the-bottom': { from: file('packages/contracts'), imports: '../../core/src/index.ts' },
  'sdk-stands-alone': { from: file('packages/sdk'), imports: '../../contracts/src/index.ts' },
  'cli-on-sdk': { from: file('packages/cli'), imports: '../../db/src/index.ts' },
  'console-on-sdk': { from: file('services/console'), imports: '../../../packages/contracts/src/ids.ts' },
  'console-knows-no-builtins': { from: file('services/console'), imports: 'node:path' },
  'sdk-knows-no-builtins': { from: file('packages/sdk'), imports: 'node:fs' },
  'by-the-front-door': { from: file('packages/egress'), imports: '../../contracts/src/ids.ts' },
  // By its name, so this also shows that workspace packages are followed to their sources.
  'testing-in-tests': { from: api, imports: '@g5/testing' },
  'bench-alone': { from: api, imports: '../../../packages/bench/src/planted-violation.ts' },
  'dev-dependencies-in-tests': { from: file('services/webhook-worker'), imports: 'fast-check' },
  'sql-in-its-place': { from: api, imports: 'drizzle-orm' },
  'queue-in-its-place': { from: api, imports: 'bullmq' },
  'http-client-in-its-place': { from: api, imports: 'undici' },
  'expressions-in-its-place': { from: api, imports: 'jsonata' },
  'bucket-in-its-place': { from: api, imports: '@aws-sdk/client-s3' },
}

const support = {
  'packages/db/src/planted-violation.other.ts': `import './planted-violation.ts'\n`,
  [file('packages/bench')]: `export {}\n`,
}

/** The rule that only packages/config reads the environment is the linter's. */
const readsEnvironment = 'export const planted = process.env\n'

function main(): number {
  const unproven = (configuration.forbidden as IForbiddenRuleType[])
    .map(({ name = '' }) => name)
    .filter((rule) => !(rule in plants))
  const missed = withPlants(() => [...missedByCruiser(), ...missedByLinter()])
  for (const rule of unproven) say(`The rule ${rule} has no planted violation in scripts/prove-architecture.ts.`)
  for (const rule of missed) say(`A violation of ${rule} was planted and not found: the check checks nothing.`)
  if (unproven.length + missed.length > 0) return 1
  say(`${Object.keys(plants).length + 1} planted violations were found.`)
  return 0
}

function missedByCruiser(): string[] {
  const files = [...new Set(Object.values(plants).map(({ from }) => from))]
  const { stdout } = run('depcruise', ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...files])
  const { violations } = (JSON.parse(stdout) as ICruiseResult).summary
  const found = new Set(
    violations.flatMap(({ rule, from, cycle = [] }) =>
      [from, ...cycle.map(({ name }) => name)].map((place) => `${rule.name} ${place}`),
    ),
  )
  return Object.entries(plants).flatMap(([rule, { from }]) => (found.has(`${rule} ${from}`) ? [] : [rule]))
}

function missedByLinter(): string[] {
  const { status, stdout, stderr } = run('biome', ['lint', api])
  return status !== 0 && `${stdout}${stderr}`.includes('noProcessEnv') ? [] : ['noProcessEnv']
}

function withPlants<T>(look: () => T): T {
  const onSignal = () => process.exit(1)
  process.on('exit', removePlants).on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal)
  removePlants()
  try {
    const contents = new Map<string, string>(Object.entries(support))
    for (const { from, imports } of Object.values(plants))
      contents.set(from, `${contents.get(from) ?? ''}${statement(imports)}`)
    contents.set(api, `${contents.get(api)}${readsEnvironment}`)
    for (const [path, content] of contents) writeFileSync(new URL(path, root), content)
    return look()
  } finally {
    removePlants()
  }
}

function statement(imports: string): string {
  const type = imports.startsWith('type ')
  return type ? `export type { Stats } from '${imports.slice(5)}'\n` : `import '${imports}'\n`
}

/** Also those of a run that was killed. */
function removePlants(): void {
  for (const path of globSync('{packages,services}/*/src/planted-violation*.ts', { cwd: root }))
    rmSync(new URL(path, root))
}

function run(tool: string, args: string[]) {
  return spawnSync(`node_modules/.bin/${tool}`, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.exitCode = main()
