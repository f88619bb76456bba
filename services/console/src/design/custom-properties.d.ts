import 'react'

declare module 'react' {
  /** Custom properties are set like any other. */
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined
  }
}
