import type postgres from 'postgres'

type Sql = postgres.Sql

/** Begins the span of a statement; undefined where nobody collects it. */
export type TraceStatement = (name: string, attributes: Record<string, string>) => StatementSpan | undefined

interface StatementSpan {
  set(attributes: Record<string, string>): void
  end(error?: string): void
}

/** What the driver calls when a statement is sent, and when it came back. */
interface Statement {
  strings: readonly string[]
  handler(statement: Statement): void
  resolve(result: unknown): void
  reject(error: unknown): void
  statement?: { string?: string } | null
}

/** The driver has no instrumentation of its own: its pool, with a span for each statement that is sent. */
export function traced(sql: Sql, trace: TraceStatement): Sql {
  return new Proxy(sql, {
    apply(target, self, args) {
      const made = Reflect.apply(target, self, args)
      return isStatement(made) ? watch(made, trace) : made
    },
    get(target, name, receiver) {
      if (name === 'unsafe')
        return (...args: Parameters<Sql['unsafe']>) => {
          const made: unknown = target.unsafe(...args)
          return isStatement(made) ? watch(made, trace) : made
        }
      if (name === 'begin' || name === 'savepoint')
        return (...args: unknown[]) => {
          const work = args.pop()
          const inTransaction = (tx: Sql) => (typeof work === 'function' ? work(traced(tx, trace)) : work)
          return Reflect.apply(Reflect.get(target, name, target), target, [...args, inTransaction])
        }
      return Reflect.get(target, name, receiver)
    },
  })
}

function isStatement(made: unknown): made is Statement {
  return made instanceof Promise && 'handler' in made
}

/** A fragment is never sent, and so has no span. */
function watch(statement: Statement, trace: TraceStatement): Statement {
  const { handler, resolve, reject } = statement
  statement.handler = (sent) => {
    const [operation = 'query'] = sent.strings[0]?.trim().split(/\s/, 1) ?? []
    const span = trace(operation.toUpperCase(), { 'db.system.name': 'postgresql' })
    if (span) {
      const text = () => ({
        'db.query.text': (sent.statement?.string ?? '').replace(/\s+/g, ' ').trim().slice(0, 1_000),
      })
      sent.resolve = (result) => {
        span.set(text())
        span.end()
        resolve(result)
      }
      sent.reject = (error) => {
        span.set(text())
        span.end(error instanceof Error && 'code' in error ? String(error.code) : 'postgres')
        reject(error)
      }
    }
    handler(sent)
  }
  return statement
}
