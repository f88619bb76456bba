// Rewrites what packages/sdk generates from the OpenAPI document; with --check it only says whether that is stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { sdkSources } from '@g5/sdk-generator'
import { openApiDocument } from '../services/api/src/docs/openapi.ts'
import { routes } from '../services/api/src/routes.ts'

const place = new URL('../packages/sdk/src/generated/', import.meta.url)

async function main(checking: boolean): Promise<number> {
  // The version is the server's: a client must not change with it.
  const files = await sdkSources(JSON.stringify(openApiDocument(routes, '0')))
  const stale = Object.entries(files).filter(([name, source]) => present(name) !== source)
  if (checking) {
    for (const [name] of stale) process.stderr.write(`packages/sdk/src/generated/${name} is stale. Run \`pnpm fix\`.\n`)
    return stale.length > 0 ? 1 : 0
  }
  for (const [name, source] of stale) writeFileSync(new URL(name, place), source)
  return 0
}

function present(name: string): string {
  try {
    return readFileSync(new URL(name, place), 'utf8')
  } catch {
    return '' // It was never written.
  }
}

process.exitCode = await main(process.argv.includes('--check'))
