import { describe, expect, test } from 'vitest'
import { apiVariables } from './api.ts'
import { commandVariables } from './commands.ts'
import { InvalidEnvironment, readEnvironment } from './environment.ts'
import { environmentTable } from './environment-table.ts'
import { workerVariables } from './worker.ts'

const programs = { api: apiVariables, worker: workerVariables, commands: commandVariables }

describe.each(Object.entries(programs))('the environment of %s', (_, variables) => {
  const bad = 'p w,pw9'
  const names = Object.keys(variables('production'))
  const invalid = () => {
    try {
      readEnvironment(Object.fromEntries(names.map((name) => [name, bad])), variables('production'))
    } catch (error) {
      if (error instanceof InvalidEnvironment) return error
      throw error
    }
    throw new Error('it was accepted')
  }

  test('reports everything that is wrong at once, each by its name and once', () => {
    const reported = invalid().invalid.map(({ variable }) => variable)
    expect(reported).toEqual([...new Set(reported)])
    expect(names.filter((name) => !reported.includes(name))).toEqual([])
  })

  test('never shows a value: secrets get pasted into the wrong variable', () => {
    expect(JSON.stringify({ ...invalid(), message: invalid().message })).not.toContain('pw9')
  })

  test('explains every variable, and marks those that are secret', () => {
    for (const [name, schema] of Object.entries(variables('production'))) {
      expect(schema.meta()?.description, name).toMatch(/^\S.+[^.]$/)
      if (/SECRET|KEY|TOKEN|PASSWORD|(?<!PUBLIC)_URL/.test(name)) expect(schema.meta()?.secret, name).toBe(true)
    }
  })
})

test('the table has each variable once, with who reads it and what it is without', () => {
  const lines = environmentTable().split('\n')
  const names = new Set(Object.values(programs).flatMap((variables) => Object.keys(variables('production'))))
  expect(lines).toHaveLength(2 + names.size)
  for (const line of lines) expect(line.split('|')).toHaveLength(6)
  expect(lines).toContainEqual(expect.stringMatching(/`DATABASE_URL` \| all \| \*\*required\*\* \|/))
  expect(lines).toContainEqual(
    expect.stringMatching(/`HOST` \| api, worker \| `127.0.0.1`; in production `0.0.0.0` \|/),
  )
  expect(lines).toContainEqual(expect.stringMatching(/`WORKER_PORT` \| worker \| `3001` \|/))
})
