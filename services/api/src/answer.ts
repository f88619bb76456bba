import { type FieldError, type ProblemCode, problemCatalogue } from '@g5/contracts'
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

/** In a route's `answers`: a body that is sent piece by piece. */
export interface StreamAnswer {
  mediaType: string
  /** One piece of it, for the documentation. */
  piece: z.ZodType
  /** It ends when somebody goes, and not by itself. */
  endless: boolean
  description: string
}

/** A document of many lines, each one of these. */
export function lines(piece: z.ZodType): StreamAnswer {
  return { mediaType: 'application/x-ndjson', piece, endless: false, description: 'A line each' }
}

/** Server-sent events (WHATWG HTML, "Server-sent events") whose data is one of these each. */
export function eventStream(piece: z.ZodType): StreamAnswer {
  const description =
    'Server-sent events: the data of each is one of these. A stream that begins anew says first where, by an `id` without data, which `Last-Event-ID` takes as it does that of a message: what breaks before the first message loses nothing. A comment shows every 15 seconds that the stream lives; `event: end` tells why it ends, as it does with the credential.'
  return { mediaType: 'text/event-stream', piece, endless: true, description }
}

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

/** The next piece is asked for when there is room for it. One that throws breaks the body off, as whoever reads it sees. */
export type Pieces = AsyncIterable<string>

export interface AnyStream {
  kind: 'stream'
  status: number
  pieces: Pieces
}

type Successes<A extends Answers> = {
  [S in keyof A]: A[S] extends z.ZodType
    ? { kind: 'answer'; status: S; body: z.output<A[S]>; extras: Extras }
    : A[S] extends StreamAnswer
      ? { kind: 'stream'; status: S; pieces: Pieces }
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

/** Of a route that is `bounded`: the framework's timer would end it. What can fail at once should have, before this. */
export function streaming<const S extends number>(status: S, pieces: Pieces) {
  return { kind: 'stream' as const, status, pieces }
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
  return 'mediaType' in entry
}
