import type { Socket } from 'node:net'

const STATUS_LINE = Buffer.from('HTTP/1.1 100')
const END_OF_HEAD = '\r\n\r\n'

/**
 * Takes `100 Continue` out of what a socket reads while `expectsHead` says that an answer is yet to begin. A client must
 * be able to skip one it did not ask for (RFC 9110, section 15.2); undici drops the connection, and a receiver, or a
 * proxy before it, that sends one would get the same delivery until the last attempt and none would count.
 *
 * One cut in two by the network still fails: it is 25 bytes, sent in one write.
 */
export function skipUnaskedContinue(socket: Socket, expectsHead: () => boolean): void {
  const read = socket.read
  socket.read = (size) => {
    const chunk: Buffer | null = read.call(socket, size)
    if (chunk === null || !expectsHead() || !startsWithContinue(chunk)) return chunk
    let rest = chunk
    while (startsWithContinue(rest)) {
      const end = rest.indexOf(END_OF_HEAD)
      if (end < 0) return rest
      rest = rest.subarray(end + END_OF_HEAD.length)
    }
    return rest.length > 0 ? rest : socket.read(size)
  }
}

function startsWithContinue(chunk: Buffer): boolean {
  return (
    chunk.length >= STATUS_LINE.length && chunk.compare(STATUS_LINE, 0, STATUS_LINE.length, 0, STATUS_LINE.length) === 0
  )
}
