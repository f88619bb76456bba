import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Packed, pack } from '../test/g5.ts'
import { isGroup } from './command.ts'
import { entries } from './commands/index.ts'

// It is bundled and packed as for a release.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const run = promisify(execFile)
let packed: Packed
beforeAll(async () => {
  packed = await pack()
})
afterAll(() => packed?.remove())

test('the package is one file that runs, and installs nothing besides', () => {
  const home = join(packed.bin, '../..')
  const { dependencies, bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  expect(dependencies).toBeUndefined()
  expect(bin).toEqual({ g5: 'dist/g5.js' })
  expect(readdirSync(home, { recursive: true }).map(String).sort()).toEqual([
    'LICENSE',
    'README.md',
    'REFERENCE.md',
    'dist',
    'dist/g5.js',
    'package.json',
  ])
})

test('publint finds nothing', async () => {
  const { buffer } = new Uint8Array(readFileSync(packed.tarball))
  const { messages } = await publint({ pack: { tarball: buffer }, strict: true })
  expect(messages).toEqual([])
})

test('npx runs it from the tarball', async () => {
  const env = { ...process.env, npm_config_cache: join(packed.scratch, 'npm') }
  const { stdout } = await run('npx', ['--yes', '--offline', `--package=${packed.tarball}`, 'g5', '--version'], {
    cwd: packed.scratch,
    env,
  })
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test('every command has help with examples, which a shell completes', async () => {
  const { stdout: bash } = await packed.g5(['completion', 'bash'])
  const script = join(packed.scratch, 'g5.bash')
  writeFileSync(script, bash)
  const complete = (line: string) => {
    const words = line.split(' ')
    const source = `source ${script}; COMP_WORDS=(g5 ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _g5; echo "\${COMPREPLY[@]}"`
    return spawnSync('bash', ['-c', source], { encoding: 'utf8' }).stdout.trim().split(' ')
  }
  expect(complete('dlq re')).toEqual(['replay'])
  expect(complete('dlq replay --dry')).toEqual(['--dry-run'])
  for (const entry of entries) {
    expect(complete(entry.name.slice(0, -1))).toContain(entry.name)
    for (const { name, examples } of isGroup(entry) ? entry.commands : [entry]) {
      expect(examples.length, name).toBeGreaterThan(0)
      for (const [typed] of examples) expect(typed).toContain(name)
    }
  }
  for (const path of [['dlq', 'replay'], ['listen'], ['help', 'verify']]) {
    const { code, stdout } = await packed.g5(path[0] === 'help' ? path : [...path, '--help'])
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('Examples:') })
  }
})

test.each(['zsh', 'fish'])('%s reads its completion without a complaint, where it is installed', async (shell) => {
  const { stdout, code } = await packed.g5(['completion', shell])
  expect(code).toBe(0)
  expect(stdout).toContain('dry-run')
  const found = ['/bin', '/usr/bin', '/usr/local/bin']
    .map((place) => join(place, shell))
    .find((place) => existsSync(place))
  if (found)
    expect(spawnSync(found, ['-n'], { input: stdout, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
})
