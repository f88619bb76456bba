import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

export const page = '<!doctype html><title>Console</title><script src="/console/assets/app-B4x_9q2Z.js"></script>'
export const script = `console.log(${JSON.stringify('the console '.repeat(200))})\n`

/** In every file that is nobody's business. */
export const confidential = 'confidential'

export interface ConsolePlace {
  /** Where the build goes. */
  directory: string
  /** Leaves there what a build of the console does. */
  build(): void
  /** One file more. */
  write(path: string, text: string | Buffer): void
  remove(): void
}

/** A place for a build of the console, beside a file that is nobody's business. */
export function consolePlace(): ConsolePlace {
  const place = mkdtempSync(join(tmpdir(), 'g5-console-'))
  const directory = join(place, 'dist')
  const write = (path: string, text: string | Buffer) => writeFileSync(join(directory, path), text)
  writeFileSync(join(place, 'secret.txt'), confidential)
  return {
    directory,
    write,
    build() {
      mkdirSync(join(directory, 'assets'), { recursive: true })
      for (const [path, text] of Object.entries({ 'index.html': page, 'assets/app-B4x_9q2Z.js': script })) {
        write(path, text)
        write(`${path}.br`, brotliCompressSync(text))
        write(`${path}.gz`, gzipSync(text))
      }
      write('assets/small-Ck81xx0a.css', 'body{margin:0}')
      write('favicon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
      write('.hidden', confidential)
      write('assets/.hidden', confidential)
    },
    remove: () => rmSync(place, { recursive: true }),
  }
}
