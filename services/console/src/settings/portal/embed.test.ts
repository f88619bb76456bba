import { execFileSync } from 'node:child_process'
import { stripTypeScriptTypes } from 'node:module'
import { expect, test } from 'vitest'
import { curlOf, typescriptOf } from './embed.ts'

const session = { capabilities: ['view' as const], expiresInSeconds: 900, subject: `O'Hara "$HOME" \\n \`id\`` }
const embed = { origin: 'https://hooks.example.com', tenant: 'acme', session }

test('the curl says to a shell what was chosen, whatever stands in it', () => {
  const shown = curlOf(embed).replace(/^curl/, "printf '%s\\n'")
  const words = execFileSync('sh', ['-c', shown], { encoding: 'utf8', env: { G5_API_KEY: 'g5k_x' } })
    .trimEnd()
    .split('\n')
  expect(words[0]).toBe('https://hooks.example.com/v1/tenants/acme/portal-sessions')
  expect(words).toContain('Authorization: Bearer g5k_x')
  expect(JSON.parse(words.at(-1) ?? '')).toEqual(session)
})

test('the TypeScript is a program that makes the session that was chosen', async () => {
  const program = stripTypeScriptTypes(typescriptOf(embed)).replace(
    "import { createClient } from '@g5/sdk'",
    'const createClient = ({ baseUrl }) => ({ portalSessions: { create: async (...asked) => ({ url: JSON.stringify([baseUrl, ...asked]) }) } })',
  )
  const made = await import(`data:text/javascript,${encodeURIComponent(program)}`)
  expect(JSON.parse(await made.portalUrl())).toEqual([embed.origin, embed.tenant, session])
})
