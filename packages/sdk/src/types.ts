import type { operations } from './generated/schema.ts'
import type { Page } from './http/call.ts'

/** `events.post`, as the OpenAPI document names it. */
export type OperationId = keyof operations

type Responses<Id extends OperationId> = operations[Id]['responses']
type Success = 200 | 201 | 202 | 204
type ContentOf<R> = R extends { content: infer C } ? C[keyof C] : undefined

/** What an operation answers with. */
export type AnswerOf<Id extends OperationId> = {
  [S in keyof Responses<Id> & Success]: ContentOf<Responses<Id>[S]>
}[keyof Responses<Id> & Success]

/** A row of what an operation lists. */
export type RowOf<Id extends OperationId> = AnswerOf<Id> extends Page<infer Row> ? Row : never

/** The filters of an operation. */
export type QueryOf<Id extends OperationId> = operations[Id] extends { parameters: { query?: infer Q } }
  ? NonNullable<Q>
  : never

/** The body of an operation's request. */
export type BodyOf<Id extends OperationId> = operations[Id] extends { requestBody?: infer B }
  ? NonNullable<B> extends { content: { 'application/json': infer J } }
    ? J
    : never
  : never

/** The codes of the problems that an operation may be refused with. */
export type ProblemCodeOf<Id extends OperationId> = {
  [S in keyof Responses<Id>]: Responses<Id>[S] extends { content: { 'application/problem+json': { code?: infer C } } }
    ? C
    : never
}[keyof Responses<Id>]
