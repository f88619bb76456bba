import process from 'node:process'
import type { Output } from './output.ts'

interface Progress {
  done: number
  of: number
  word?: string
}

/** How far something has come, on stderr: one line drawn over on a terminal, elsewhere a line now and then. */
export function createBar({ quiet }: Pick<Output, 'quiet'>) {
  const { stderr } = process
  const wide = 30
  let drawn = false
  let saidAt = Number.NEGATIVE_INFINITY
  let said = ''
  return {
    show({ done, of, word }: Progress): void {
      if (quiet) return
      const part = of === 0 ? 0 : Math.min(1, done / of)
      const text = `${String(Math.floor(part * 100)).padStart(3)} %  ${done} of ${of}${word ? `  ${word}` : ''}`
      if (stderr.isTTY) {
        const full = Math.round(part * wide)
        stderr.write(`\r\u001b[K[${'#'.repeat(full)}${'.'.repeat(wide - full)}] ${text}`)
        drawn = true
      } else if (text !== said && performance.now() - saidAt > 1_000) {
        stderr.write(`${text}\n`)
        saidAt = performance.now()
        said = text
      }
    },
    clear(): void {
      if (drawn) stderr.write('\r\u001b[K')
      drawn = false
    },
  }
}
