/** One event to be transformed. */
export interface Transforming {
  /** Whose turn it is: those of one tenant never hold up all others. */
  tenantId: string
  /** JSONata. */
  expression: string
  /** The event, as JSON text. */
  document: string
  /** Bytes that the body may have. */
  maxBytes: number
}

/** What became of it. `detail` is for people, and holds nothing of the event. */
export type Transformed =
  | { kind: 'made'; body: string; ms: number }
  | { kind: 'failed'; detail: string; ms: number }
  /** No turn came in time: nothing is said about the expression. */
  | { kind: 'busy' }

/** `position`: characters from its start. */
export type Checked = { kind: 'sound' } | { kind: 'unsound'; detail: string; position: number } | { kind: 'busy' }

/** What a process is asked for. */
export type Task =
  | { kind: 'check'; expression: string }
  | { kind: 'transform'; expression: string; document: string; maxBytes: number }

/** What a process answers. */
export type TaskAnswer = Exclude<Transformed, { kind: 'busy' }> | Exclude<Checked, { kind: 'busy' }>
