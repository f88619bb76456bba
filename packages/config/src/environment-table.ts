import { z } from 'zod'
import { apiVariables } from './api.ts'
import { commandVariables } from './commands.ts'
import type { Variables } from './environment.ts'
import type { Mode } from './shared.ts'
import { workerVariables } from './worker.ts'

const readers: Record<string, (mode: Mode) => Variables> = {
  api: apiVariables,
  worker: workerVariables,
  commands: commandVariables,
}

/** Every variable with who reads it, as a Markdown table. */
export function environmentTable(): string {
  const rows = new Map<string, string>()
  for (const variables of Object.values(readers)) {
    const inProduction = variables('production')
    for (const [name, schema] of Object.entries(variables('development'))) {
      const unset = describeUnset(schema, inProduction[name] ?? schema)
      rows.set(name, `| \`${name}\` | ${readersOf(name).join(', ')} | ${unset} | ${schema.meta()?.description} |`)
    }
  }
  const head = ['| variable | read by | default | meaning |', '|---|---|---|---|']
  return [...head, ...rows.values()].join('\n')
}

function readersOf(name: string): string[] {
  const all = Object.keys(readers).filter((reader) => name in (readers[reader]?.('development') ?? {}))
  return all.length === Object.keys(readers).length ? ['all'] : all
}

function describeUnset(inDevelopment: z.ZodType, inProduction: z.ZodType): string {
  const [here, there] = [defaultOf(inDevelopment), defaultOf(inProduction)]
  return here === there ? here : `${here}; in production ${there}`
}

function defaultOf(schema: z.ZodType): string {
  const unset = schema.meta()?.unset
  if (unset) return unset
  if (schema instanceof z.ZodPrefault) return `\`${String(schema.def.defaultValue)}\``
  return schema instanceof z.ZodOptional ? 'none' : '**required**'
}
