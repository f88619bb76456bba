import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { text as readText } from 'node:stream/consumers'
import { UsageError } from '../failures.ts'

/** Asks people, and reads what is given on stdin. */
export interface Terminal {
  /** Whether there is somebody to ask. */
  readonly interactive: boolean
  ask(question: string): Promise<string>
  /** Nothing of the answer is shown. */
  askSecret(question: string): Promise<string>
  /** `-` is stdin, `@file` a file, all else is itself. */
  read(given: string): Promise<string>
  /** Each key as it is pressed, until the signal ends it. */
  keys(press: (key: string) => void): () => void
}

export function createTerminal(stdin: NodeJS.ReadStream, stderr: NodeJS.WriteStream): Terminal {
  const interactive = stdin.isTTY === true && stderr.isTTY === true

  function ask(question: string): Promise<string> {
    const lines = createInterface({ input: stdin, output: stderr, terminal: interactive })
    return new Promise((answered, failed) => {
      lines.on('SIGINT', () => {
        lines.close()
        process.kill(process.pid, 'SIGINT')
      })
      lines.once('close', () => failed(new UsageError('No answer came')))
      lines.question(question, (answer) => {
        answered(answer.trim())
        lines.close()
      })
    })
  }

  function keys(press: (key: string) => void): () => void {
    const hear = (data: Buffer) => {
      for (const key of data.toString()) press(key)
    }
    stdin.setRawMode(true)
    stdin.on('data', hear)
    stdin.resume()
    return () => {
      stdin.off('data', hear)
      stdin.setRawMode(false)
      stdin.pause()
    }
  }

  return {
    interactive,
    ask,
    keys,
    askSecret(question) {
      stderr.write(question)
      return new Promise((answered, failed) => {
        let typed = ''
        const stop = keys((key) => {
          if (key === '\r' || key === '\n') finish(() => answered(typed))
          else if (key === '\u0003') finish(() => process.kill(process.pid, 'SIGINT'))
          else if (key === '\u0004') finish(() => failed(new UsageError('No answer came')))
          else typed = key === '\u007f' || key === '\b' ? typed.slice(0, -1) : typed + key
        })
        const finish = (then: () => void) => {
          stop()
          stderr.write('\n')
          then()
        }
      })
    },
    async read(given) {
      if (given === '-') return (await readText(stdin)).replace(/\r?\n$/, '')
      if (!given.startsWith('@')) return given
      try {
        return readFileSync(given.slice(1), 'utf8')
      } catch (error) {
        throw new UsageError(
          `${given.slice(1)} can not be read: ${error instanceof Error && 'code' in error ? error.code : error}`,
        )
      }
    },
  }
}

/** @throws {UsageError} where nobody can be asked and nobody said yes before */
export async function confirmed(terminal: Terminal, question: string, yes: boolean): Promise<boolean> {
  if (yes) return true
  if (!terminal.interactive)
    throw new UsageError('It has to be confirmed, and there is nobody to ask', 'Say --yes to do it without a question.')
  return /^y(es)?$/i.test(await terminal.ask(`${question} [y/N] `))
}
