import type { Readable } from 'node:stream'
import { type FieldError, type ProblemCode, problem, problemCatalogue } from '@g5/contracts'
import type { z } from 'zod'
import type { ProblemDetails } from './problem.ts'

type Catalogue = typeof problemCatalogue

/** In a route's `answers`: the problems of one status that it may answer with. */
export interface ProblemAnswer<C extends ProblemCode> {
  codes: C[]
}

/** The problems that are a route's own; those that any route can have need not be named. */
export function problems<const C extends ProblemCode>(
  ...codes: C[]
): { [K in C as Catalogue[K]['status']]: ProblemAnswer<K> } {
  const answers: Record<number, ProblemAnswer<ProblemCode>> = {}
  for (const code of codes) {
    const { status } = problemCatalogue[code]
    answers[status] = { codes: [...(answers[status]?.codes ?? []), code] }
  }
  return answers as { [K in C as Catalogue[K]['status']]: ProblemAnswer<K> }
}

/** In a route's `answers`: server-sent events whose data is one of these each. */
export interface StreamAnswer {
  message: z.ZodType
}

export const eventStream = (message: z.ZodType): StreamAnswer => ({ message })

export type Answers = Record<number, z.ZodType | ProblemAnswer<ProblemCode> | StreamAnswer>

export interface Extras {
  headers?: Record<string, string>
  /** Members that are added as the JSON text they are, byte for byte. */
  verbatim?: Record<string, string>
}

export interface AnyAnswer {
  kind: 'answer'
  status: number
  body: unknown
  extras: Extras
}

/** Text as it comes, until whoever writes it ends it or whoever reads it goes. */
export interface Streaming {
  kind: 'stream'
  readable: Readable
}

type Successes<A extends Answers> = {
  [S in keyof A]: A[S] extends z.ZodType
    ? { kind: 'answer'; status: S; body: z.output<A[S]>; extras: Extras }
    : A[S] extends StreamAnswer
      ? Streaming
      : never
}[keyof A]

type CodesOf<A extends Answers> = {
  [S in keyof A]: A[S] extends ProblemAnswer<infer C> ? C : never
}[keyof A]

export interface Refusal<C extends ProblemCode = ProblemCode> {
  kind: 'refusal'
  code: C
  details: ProblemDetails
}

/** What a route's handler may give back: one of its answers, or one of its problems. */
export type Outcome<A extends Answers> = Successes<A> | Refusal<CodesOf<A> | 'validation_failed'>

export function answer<const S extends number, B>(status: S, body: B, extras: Extras = {}) {
  return { kind: 'answer' as const, status, body, extras }
}

export function streaming(readable: Readable): Streaming {
  return { kind: 'stream', readable }
}

export function refuse<const C extends ProblemCode>(code: C, details: ProblemDetails = {}): Refusal<C> {
  return { kind: 'refusal', code, details }
}

export function invalid(...errors: FieldError[]): Refusal<'validation_failed'> {
  return refuse('validation_failed', { errors })
}

export function isProblemAnswer(entry: Answers[number]): entry is ProblemAnswer<ProblemCode> {
  return 'codes' in entry
}

export function isStreamAnswer(entry: Answers[number]): entry is StreamAnswer {
  return 'message' in entry
}

/** As OpenAPI shows it. */
export function streamResponse({ message }: StreamAnswer) {
  const description =
    'Server-sent events: the data of each is one of these. A comment shows every 15 seconds that the stream lives; `event: end` tells why it ends, as it does with the credential.'
  return { description, content: { 'text/event-stream': { schema: message } } }
}

/** As OpenAPI shows it. */
export function problemResponse(codes: readonly ProblemCode[]) {
  const description = codes.map((code) => `\`${code}\`: ${problemCatalogue[code].title}`).join('; ')
  return { description, content: { 'application/problem+json': { schema: problem } } }
}
