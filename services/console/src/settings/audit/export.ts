import type { AnswerOf } from '@g5/sdk'

type Line = AnswerOf<'auditLogs.export'>

export interface Exported {
  content: Blob
  entries: number
  /** Its last line says that it is: one that ends without it was cut off. */
  complete: boolean
}

/** Characters after which what has come is handed to the browser, which need not keep it in memory. */
const pieceSize = 1_000_000
/** Entries between two words on how far it is. */
const toldEach = 500

/** An export as newline-delimited JSON. @param onEntries how many have come */
export async function collected(lines: AsyncIterable<Line>, onEntries: (entries: number) => void): Promise<Exported> {
  const pieces: Blob[] = []
  let [piece, entries, complete] = ['', 0, false]
  const put = () => {
    pieces.push(new Blob([piece]))
    piece = ''
  }
  for await (const line of lines) {
    piece += `${JSON.stringify(line)}\n`
    if (piece.length >= pieceSize) put()
    // What comes after the end is no part of it.
    complete = 'complete' in line && line.entries === entries
    if (!('complete' in line) && ++entries % toldEach === 0) onEntries(entries)
  }
  put()
  return { content: new Blob(pieces, { type: 'application/x-ndjson' }), entries, complete }
}
