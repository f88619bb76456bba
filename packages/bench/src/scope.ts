/** What was started and must end, the last first. */
export interface Scope {
  /** In a scope that is closed already it is called at once, so that an interrupted start leaves nothing behind. */
  defer(end: () => unknown): void
  /** Calls all, whatever fails, and throws the first error. Again is harmless. */
  close(): Promise<void>
}

export function openScope(parent?: Scope): Scope {
  const ends: (() => unknown)[] = []
  let closing: Promise<void> | undefined

  async function endAll() {
    const errors: unknown[] = []
    for (let end = ends.pop(); end; end = ends.pop()) {
      try {
        await end()
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length > 0) throw errors[0]
  }

  const scope: Scope = {
    defer(end) {
      ends.push(end)
      if (closing) closing = closing.then(endAll)
    },
    close() {
      closing ??= endAll()
      return closing
    },
  }
  parent?.defer(scope.close)
  return scope
}
