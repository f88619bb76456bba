export { createClient } from './client.ts'
export type { G5 } from './generated/api.ts'
export type * from './generated/schema.ts'
export { words } from './generated/words.ts'
export { Verbatim, verbatim } from './http/body.ts'
export { type Answer, Call, type Page, PageCall } from './http/call.ts'
export {
  type FieldError,
  G5ConnectionError,
  G5Error,
  G5Problem,
  G5UnexpectedAnswer,
  type ProblemCode,
} from './http/errors.ts'
export type { CallOptions, ClientOptions, Credential, KeyedOptions, StreamOptions } from './http/options.ts'
export type { StreamMessage } from './http/server-sent-events.ts'
export type { AnswerOf, BodyOf, OperationId, ProblemCodeOf, QueryOf, RowOf } from './types.ts'
