/** One line that is written over, on a terminal only: a log has no use for it. */
export function createProgress(stream: NodeJS.WriteStream) {
  const clear = () => stream.isTTY && stream.write('\r\x1b[K')
  return {
    say(what: string): void {
      if (clear()) stream.write(what.slice(0, stream.columns - 1))
    },
    clear: () => void clear(),
  }
}
