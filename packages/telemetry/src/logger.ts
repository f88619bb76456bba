import { type DestinationStream, type LogFn, type Logger, pino } from 'pino'
import { currentContext } from './context.ts'
import { redact } from './redact.ts'
import { messageOf, serializeError } from './serialize-error.ts'

export type { Logger }

export interface LoggerOptions {
  /** `api`, `worker`, …: a field of every line. */
  service: string
  /** The least severe that is written; `silent` writes nothing. */
  level: string
  /** For people at a terminal, instead of JSON. */
  pretty?: boolean
  /** Standard output unless told. */
  destination?: DestinationStream
}

/**
 * One JSON object a line: `time` (RFC 3339, UTC), `level` (a word), `service`, `pid`, the fields of the context it is
 * written in, its own fields, `msg`.
 */
export function createLogger({ service, level, pretty = false, destination }: LoggerOptions): Logger {
  const logger: Logger = pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: redact,
      },
      // By now `redact` has made an object of it, which pino's own serializer would take for another error.
      serializers: { err: (value) => (value instanceof Error ? serializeError(value) : value) },
      mixin: () => currentContext(),
      // The default writes the line's own fields into the context.
      mixinMergeStrategy: (fields: object, context: object) => ({ ...context, ...fields }),
      hooks: { logMethod: withSafeMessage },
      ...(pretty && {
        transport: { target: 'pino-pretty', options: { ignore: 'pid', translateTime: 'SYS:HH:MM:ss.l' } },
      }),
    },
    destination,
  )
  redactBindings(logger)
  return logger
}

/** Pino writes a child's fields as they are. The child inherits this in its turn. */
function redactBindings(logger: Logger): void {
  const child = logger.child
  logger.child = function childWithoutSecrets(this: Logger, bindings, options) {
    return child.call(this, redact(bindings), options)
  } as Logger['child']
}

/** A line without a message gets its error's, which may quote a query's parameters. */
function withSafeMessage(this: Logger, args: Parameters<LogFn>, log: LogFn): void {
  const [first, message] = args as [unknown, string?]
  const error = first instanceof Error ? first : isFields(first) ? first['err'] : undefined
  if (error instanceof Error && message === undefined)
    log.call(this, { ...(isFields(first) && first), err: error }, messageOf(error))
  else log.apply(this, args)
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Error)
}
