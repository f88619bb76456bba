import type { Scope } from '@g5/contracts'
import type { Span } from '@g5/core'
import type { Actor, AuditEntry, OneTenant, TenantScope, Tx } from '@g5/db'
import type { z } from 'zod'
import type { Answers, AnyAnswer, AnyStream, Outcome, Refusal } from './answer.ts'
import type { Principal } from './auth/principal.ts'
import type { Deps } from './deps.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** `any`: whoever has a credential. `public`: everybody. */
export type Access = Scope | 'any' | 'public'

/**
 * `required`: acts in one tenant; a credential of the deployment names it. `own`: without a name, a credential of the
 * deployment acts in the hidden tenant of the deployment itself. `optional`: without a name, it sees all tenants.
 * `none`: has nothing to do with tenants.
 */
export type Tenancy = 'required' | 'own' | 'optional' | 'none'

interface ScopeBy {
  required: OneTenant
  own: OneTenant
  optional: TenantScope
  none: undefined
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

interface RouteRequest<P, Q, B, S, T extends Tenancy, R> {
  id: string
  /** Path and query as they came. */
  target: string
  params: Parsed<P>
  query: Parsed<Q>
  body: Parsed<B>
  /** The body as it came, and where the members of its top level lie in it. */
  text: string
  members: ReadonlyMap<string, Span>
  headers: Readonly<Record<string, string | string[] | undefined>>
  principal: S extends 'public' ? undefined : Principal
  actor: Actor
  scope: ScopeBy[T]
  address: string
  /** Scheme and host that the request came to, as far as the proxies before us are believed. */
  origin(): string
  /** Looks at a remembered key again. @throws {HttpProblem} `unauthorized` */
  proveKey(): Promise<void>
  /** Of our span of this request (W3C Trace Context). */
  traceparent: string
  /** What `prepare` gave. */
  prepared: R
}

/** What a mutation did, for the audit log. Its tenant and its actor are the request's unless told. */
export type AuditNote = Omit<AuditEntry, 'id' | 'tenantId'> & {
  tenantId?: string | null
  actor?: Pick<Actor, 'kind' | 'id' | 'name'>
}

/**
 * A mutation's outcome. What succeeds says what it did, or that it changed nothing, as a dry run does. What refuses
 * undoes all it did, unless it says what that was. `after` runs once all of it is committed.
 */
type Told<O> = O extends Refusal
  ? O & { audit?: AuditNote }
  : O & { audit: AuditNote | 'unchanged'; after?: () => void }

export interface Declaration<P, Q, B, A extends Answers, S extends Access, T extends Tenancy, M, R> {
  method: Method
  url: string
  summary: string
  tag: string
  scope: S
  tenant: T
  /** What does not fit is no such thing: 404. */
  params?: P
  query?: Q
  body?: B
  /** Bytes; the deployment's default unless told. */
  bodyLimit?: (deps: Deps) => number
  answers: A
  /** For machines that look whether we live: answers while migrations are pending, and is neither counted nor logged. */
  probe?: boolean
  /**
   * True: `handle` only reads, and what it reads may be a few seconds old, so its `db` may be a standby. Nothing else is:
   * who asks, in which tenant, and what a session is kept to is always the primary's to say.
   */
  mayLag?: boolean
  /** True: all that the route waits for has an end of its own, so it does without the framework's timer. */
  bounded?: boolean
  /**
   * True: the statement that does the route's work looks at the API key itself, so one that was live lately is let in
   * without a look of its own. Whatever does not come of that statement, `handle` answers only after `proveKey`.
   */
  provesKey?: boolean
  /**
   * True: `handle` runs in one transaction, with its audit row. A POST then takes an Idempotency-Key, save where
   * nobody is known yet.
   */
  mutates?: M
  /** True: a POST that takes an Idempotency-Key and does with it what is to be done by itself. */
  ownKey?: boolean
  /**
   * How a session of some endpoints is kept to them: see auth/narrow.ts. Such a session is refused by a route that
   * doesn't say it.
   */
  narrow?(request: RouteRequest<P, Q, B, S, T, undefined>, deps: Deps): Promise<void>
  /** Work that must not hold a transaction open, such as DNS. Refuses by throwing an `HttpProblem`. */
  prepare?(request: RouteRequest<P, Q, B, S, T, undefined>, deps: Deps): Promise<R>
  handle(
    request: RouteRequest<P, Q, B, S, T, R>,
    deps: Deps,
    tx: M extends true ? Tx : undefined,
  ): Promise<M extends true ? Told<Outcome<A>> : Outcome<A>>
}

type Schema = z.ZodType | undefined

export type AnyRequest = RouteRequest<Schema, Schema, Schema, Access, Tenancy, unknown>
export type AnyOutcome = (AnyAnswer | AnyStream | Refusal) & { audit?: AuditNote | 'unchanged'; after?: () => void }

/** A route as all of them are mounted. Methods' parameters are loose, so every declaration is one. */
export interface Route
  extends Omit<
    Declaration<Schema, Schema, Schema, Answers, Access, Tenancy, boolean, unknown>,
    'narrow' | 'prepare' | 'handle'
  > {
  narrow?(request: AnyRequest, deps: Deps): Promise<void>
  prepare?(request: AnyRequest, deps: Deps): Promise<unknown>
  handle(request: AnyRequest, deps: Deps, tx: Tx | undefined): Promise<AnyOutcome>
}

/** A route and its name. */
export interface Operation extends Route {
  /** Unique and stable: clients are generated from it. */
  operationId: string
}

/**
 * Declares a route: who may, in which tenant, what it takes and every way it answers. The declaration is all there is:
 * authentication, scope, tenant, validation, transaction and audit follow from it.
 */
export function route<
  A extends Answers,
  S extends Access,
  T extends Tenancy,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  M extends boolean = false,
  R = undefined,
>(declaration: Declaration<P, Q, B, A, S, T, M, R>): Declaration<P, Q, B, A, S, T, M, R> {
  return declaration
}
