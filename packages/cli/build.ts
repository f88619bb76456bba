// One file with all that it needs: what is published installs nothing besides, and starts at once.
import { chmodSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

await build({
  entryPoints: [at('src/main.ts')],
  outfile: at('dist/g5.js'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  conditions: ['source'],
  minify: true,
  keepNames: true,
  legalComments: 'eof',
  banner: { js: '#!/usr/bin/env node' },
  logLevel: 'warning',
})
chmodSync(at('dist/g5.js'), 0o755)
