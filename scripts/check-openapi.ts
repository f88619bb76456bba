// Lints the OpenAPI document as it follows from the routes' declarations; no server and no database is needed.
import { createConfig, lintFromString, type RuleConfig } from '@redocly/openapi-core'
import { openApiDocument } from '../services/api/src/docs/openapi.ts'
import { routes } from '../services/api/src/routes.ts'

/** Beside `recommended-strict`. What is off has its reason. */
const rules: Record<string, RuleConfig> = {
  'parameter-description': 'error',
  'operation-description': 'error',
  'operation-singular-tag': 'error',
  'tag-description': 'error',
  'tags-alphabetical': 'off', // They stand in the order in which one gets to know them.
  'no-invalid-schema-examples': 'error',
  'no-invalid-media-type-examples': 'error',
  'no-unused-components': 'error',
  'operation-4xx-response': 'off', // What looks whether we live is refused nothing.
}

async function main(): Promise<number> {
  const config = await createConfig({ extends: ['recommended-strict'], rules })
  const source = JSON.stringify(openApiDocument(routes, '0'))
  const faults = await lintFromString({ source, absoluteRef: '/v1/openapi.json', config })
  for (const { severity, ruleId, message, location } of faults) {
    const where = location.map(({ pointer }) => pointer).join(' ')
    process.stderr.write(`${severity} ${ruleId}: ${message.trim()}\n  ${where}\n`)
  }
  if (faults.length > 0) process.stderr.write(`The OpenAPI document has ${faults.length} faults.\n`)
  return faults.length > 0 ? 1 : 0
}

process.exitCode = await main()
