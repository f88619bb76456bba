/** Of an error, the fields that are logged. */
export interface SerializedError {
  type: string
  message: string
  stack?: string
  /** SQLSTATE, or Node's word such as ECONNREFUSED. */
  code?: string
  constraint?: string
  table?: string
  cause?: SerializedError
  errors?: SerializedError[]
}

const deepestCause = 5

/**
 * Names what is kept instead of what is dropped. Errors of database drivers carry the query's parameters and quote rows
 * in `detail` and `where`, and those are payloads, e-mail addresses and hashes of keys.
 */
export function serializeError(error: Error, depth = 0): SerializedError {
  const message = messageOf(error)
  const { code, constraint_name: constraint, table_name: table } = error as Error & Record<string, unknown>
  const stack = error.stack?.replace(error.message, () => message)
  return {
    type: error.name,
    message,
    ...(stack && { stack }),
    ...(code !== undefined && { code: String(code) }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(typeof table === 'string' && { table }),
    ...(depth < deepestCause && related(error, depth + 1)),
  }
}

/** Drizzle puts the parameters into the message. */
export function messageOf(error: Error): string {
  return 'params' in error && 'query' in error ? `Failed query: ${error.query}` : error.message
}

function related(error: Error, depth: number): Pick<SerializedError, 'cause' | 'errors'> {
  return {
    ...(error.cause instanceof Error && { cause: serializeError(error.cause, depth) }),
    ...(error instanceof AggregateError && {
      errors: error.errors.filter((one) => one instanceof Error).map((one) => serializeError(one, depth)),
    }),
  }
}
