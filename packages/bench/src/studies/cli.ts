import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { Ground } from '../ground.ts'
import type { Scope } from '../scope.ts'
import { median } from '../statistics.ts'
import type { Finding } from './finding.ts'

const home = resolve(import.meta.dirname, '../../../cli')
const rounds = 31

/** How long people wait before the command does anything: with help, since that reads every definition. */
export async function studyCli(_scope: Scope, { say }: Ground): Promise<Finding[]> {
  say('building it')
  const built = spawnSync(process.execPath, ['build.ts'], { cwd: home, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`The command can not be built: ${built.stderr}`)
  say(`starting it ${rounds} times`)
  return [
    { what: 'Node that does nothing', value: time(['--eval', '']), unit: 'ms' },
    { what: 'g5 --version', value: time(['dist/g5.js', '--version']), unit: 'ms', atMost: 150 },
    { what: 'g5 dlq replay --help', value: time(['dist/g5.js', 'dlq', 'replay', '--help']), unit: 'ms', atMost: 150 },
  ]
}

/** Milliseconds from start to end, the median of the rounds. */
function time(args: string[]): number {
  const took = Array.from({ length: rounds }, () => {
    const began = performance.now()
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: home, encoding: 'utf8' })
    if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`)
    return performance.now() - began
  })
  return median(took)
}
