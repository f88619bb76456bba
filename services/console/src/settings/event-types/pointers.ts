interface Told {
  pointer: string
  detail: string
}

/** Pointers into a part of a body, as they are in the part itself. */
export const withoutPrefix = (found: readonly Told[], prefix: string): Told[] =>
  found.map(({ pointer, detail }) => ({
    pointer: pointer === prefix || pointer.startsWith(`${prefix}/`) ? pointer.slice(prefix.length) : pointer,
    detail,
  }))
