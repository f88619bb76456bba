// One file with all that it needs: what is published installs nothing besides, and starts at once.
// build.ts [FILE]: dist/g5.js unless told.
import { chmodSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const [, , outfile = fileURLToPath(new URL('dist/g5.js', import.meta.url))] = process.argv

await build({
  entryPoints: [fileURLToPath(new URL('src/main.ts', import.meta.url))],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  conditions: ['source'],
  minify: true,
  keepNames: true,
  legalComments: 'eof',
  // Libraries that are no modules yet ask for Node's own by `require`.
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)",
  },
  logLevel: 'warning',
})
chmodSync(outfile, 0o755)
