import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv, type Plugin } from 'vite'

/** Each file that compresses gets a .br and a .gz beside it, so that the server never has to. */
function precompressed(): Plugin {
  let directory = ''
  return {
    name: 'precompressed',
    apply: 'build',
    configResolved: ({ root, build }) => {
      directory = join(root, build.outDir)
    },
    async closeBundle() {
      const entries = await readdir(directory, { recursive: true })
      await Promise.all(
        entries.filter((path) => /\.(js|css|html|svg)$/.test(path)).map((path) => compress(join(directory, path))),
      )
    },
  }
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path)
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    promisify(gzip)(content, { level: 9 }),
  ])
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)])
}

export default defineConfig(({ command, mode }) => {
  // Tests and `pnpm start` build it too; whatever they run in, what is built is what is shipped.
  if (command === 'build') process.env['NODE_ENV'] = 'production'
  /** Where the API of development listens, for `vite dev`. */
  const { G5_URL: api = 'http://127.0.0.1:3000' } = loadEnv(mode, import.meta.dirname, 'G5_')
  return {
    base: '/console/',
    resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
    plugins: [react(), precompressed()],
    build: {
      target: ['chrome123', 'firefox121', 'safari17.5'],
      cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
      // What is inlined would need `data:` in the policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      manifest: true,
      // The notices of what is bundled, beside it.
      license: { fileName: 'licenses.md' },
    },
    server: { proxy: { '/v1': api, '/docs': api } },
  }
})
