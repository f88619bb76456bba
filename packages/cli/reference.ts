// The definitions bundled as they are published: run from their sources, a library of the client's would be too.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The reference of all commands, in Markdown. */
export async function commandReference(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('src/reference.ts', import.meta.url))],
    ...{ bundle: true, write: false, platform: 'node', format: 'esm', conditions: ['source'] },
  })
  const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64')
  const made: { reference(): string } = await import(`data:text/javascript;base64,${code}`)
  return made.reference()
}
