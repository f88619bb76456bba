import { readFileSync } from 'node:fs'
import { createEvaluator } from './evaluator.ts'
import type { Task } from './outcomes.ts'

// What a process of the pool runs: one task at a time, until its parent hangs up or kills it.

const [, , jsonata = ''] = process.argv
const evaluate = createEvaluator(readFileSync(jsonata, 'utf8'))

// A terminal's Ctrl-C reaches the whole group; the parent still has work for us then.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
process.on('disconnect', () => process.exit())
process.on('message', (task: Task) => {
  void evaluate(task).then((answer) => process.send?.(answer))
})
process.send?.('ready')
