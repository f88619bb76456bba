// Generated from the OpenAPI document by `pnpm fix`.

import type { CallOptions, KeyedOptions, StreamOptions } from '../http/options.ts'
import { at } from '../http/request.ts'
import type { Sender } from '../http/sender.ts'
import type { AnswerOf, BodyOf, QueryOf, RowOf } from '../types.ts'

export type G5 = ReturnType<typeof api>

/** Every operation, by group and name. */
export function api(send: Sender) {
  return {
    apiKeys: {
      /** Make an API key; its secret is in this answer and nowhere else. Needs the scope `keys:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log. */
      create: (body: BodyOf<'apiKeys.create'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'apiKeys.create'>>({ method: 'POST', path: at`/v1/api-keys`, body, keyed: true }, options),
      /** List API keys, newest first, with those that have ended. Needs the scope `keys:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      list: (query?: QueryOf<'apiKeys.list'>, options?: CallOptions) =>
        send.page<RowOf<'apiKeys.list'>>({ method: 'GET', path: at`/v1/api-keys`, query }, options),
      /** Read an API key, without its secret. Needs the scope `keys:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      get: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'apiKeys.get'>>({ method: 'GET', path: at`/v1/api-keys/${id}` }, options),
      /** Revoke an API key, at once and everywhere. Needs the scope `keys:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log. */
      revoke: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'apiKeys.revoke'>>({ method: 'DELETE', path: at`/v1/api-keys/${id}` }, options),
    },
    auditLogs: {
      /** Who did what, newest first; what operators did to a tenant is in its log. Needs the scope `audit:read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      list: (query?: QueryOf<'auditLogs.list'>, options?: CallOptions) =>
        send.page<RowOf<'auditLogs.list'>>({ method: 'GET', path: at`/v1/audit-logs`, query }, options),
      /** All of it, oldest first, a line each; the last line says that it is complete. Needs the scope `audit:read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      export: (query?: QueryOf<'auditLogs.export'>, options?: CallOptions) =>
        send.lines<AnswerOf<'auditLogs.export'>>({ method: 'GET', path: at`/v1/audit-logs/export`, query }, options),
    },
    auth: {
      /** Sign in with e-mail and password. Needs no credential. It is written to the audit log. */
      login: (body: BodyOf<'auth.login'>, options?: CallOptions) =>
        send.json<AnswerOf<'auth.login'>>({ method: 'POST', path: at`/v1/auth/login`, body, open: true }, options),
      /** Exchange a refresh token for a new pair; each is good once. Needs no credential. It is written to the audit log. */
      refresh: (body?: BodyOf<'auth.refresh'>, options?: CallOptions) =>
        send.json<AnswerOf<'auth.refresh'>>({ method: 'POST', path: at`/v1/auth/refresh`, body, open: true }, options),
      /** End the session that a refresh token belongs to. Needs no credential. It is written to the audit log. */
      logout: (body?: BodyOf<'auth.logout'>, options?: CallOptions) =>
        send.json<AnswerOf<'auth.logout'>>({ method: 'POST', path: at`/v1/auth/logout`, body, open: true }, options),
      /** Choose a password by the token of an invite, and sign in; all earlier sessions end. Needs no credential. It is written to the audit log. */
      acceptInvite: (body: BodyOf<'auth.acceptInvite'>, options?: CallOptions) =>
        send.json<AnswerOf<'auth.acceptInvite'>>({ method: 'POST', path: at`/v1/auth/accept-invite`, body, open: true }, options),
      /** Exchange the code of a portal link for a bearer token. Needs no credential. It is written to the audit log. */
      exchangePortalCode: (body: BodyOf<'auth.exchangePortalCode'>, options?: CallOptions) =>
        send.json<AnswerOf<'auth.exchangePortalCode'>>({ method: 'POST', path: at`/v1/auth/portal`, body, open: true }, options),
      /** Who asks, and what they may do. Needs a credential, whatever its scopes. Open to portal sessions of some endpoints. */
      me: (options?: CallOptions) =>
        send.json<AnswerOf<'auth.me'>>({ method: 'GET', path: at`/v1/me` }, options),
      /** Change one's password; all other sessions end, and this one goes on with the access token of the answer. Needs a credential, whatever its scopes. It is written to the audit log. */
      changePassword: (body: BodyOf<'auth.changePassword'>, options?: CallOptions) =>
        send.json<AnswerOf<'auth.changePassword'>>({ method: 'PATCH', path: at`/v1/me`, body }, options),
    },
    bulks: {
      /** Change many deliveries: what matches now is touched piece by piece, at the pace asked for. Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log. */
      create: (body: BodyOf<'bulks.create'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'bulks.create'>>({ method: 'POST', path: at`/v1/webhooks/bulk`, body, keyed: true }, options),
      /** List bulks, newest first. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      list: (query?: QueryOf<'bulks.list'>, options?: CallOptions) =>
        send.page<RowOf<'bulks.list'>>({ method: 'GET', path: at`/v1/webhooks/bulk`, query }, options),
      /** Read how far a bulk has come. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      get: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'bulks.get'>>({ method: 'GET', path: at`/v1/webhooks/bulk/${id}` }, options),
      /** Change the pace of a bulk, pause it or let it go on. Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log. */
      update: (id: string, body: BodyOf<'bulks.update'>, options?: CallOptions) =>
        send.json<AnswerOf<'bulks.update'>>({ method: 'PATCH', path: at`/v1/webhooks/bulk/${id}`, body }, options),
      /** Stop a bulk: what it has touched stays touched. Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log. */
      stop: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'bulks.stop'>>({ method: 'DELETE', path: at`/v1/webhooks/bulk/${id}` }, options),
    },
    circuits: {
      /** List circuits that are not closed, newest endpoint first. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      list: (query?: QueryOf<'circuits.list'>, options?: CallOptions) =>
        send.page<RowOf<'circuits.list'>>({ method: 'GET', path: at`/v1/webhooks/circuits`, query }, options),
      /** Close a circuit at once; its deliveries start slowly. Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      reset: (endpointId: string, options?: KeyedOptions) =>
        send.json<AnswerOf<'circuits.reset'>>({ method: 'POST', path: at`/v1/webhooks/circuits/${endpointId}/reset`, keyed: true }, options),
    },
    deadLetters: {
      /** List dead letters, newest first. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      list: (query?: QueryOf<'deadLetters.list'>, options?: CallOptions) =>
        send.page<RowOf<'deadLetters.list'>>({ method: 'GET', path: at`/v1/webhooks/dlq`, query }, options),
      /** Read a dead letter with every attempt ever made. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      get: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'deadLetters.get'>>({ method: 'GET', path: at`/v1/webhooks/dlq/${id}` }, options),
      /** Give a dead letter up for good. Needs the scope `data:erase`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`. It is written to the audit log. */
      discard: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'deadLetters.discard'>>({ method: 'DELETE', path: at`/v1/webhooks/dlq/${id}` }, options),
      /** Send a dead letter again, from the start of its schedule. Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`. It is written to the audit log. */
      replay: (id: string, options?: KeyedOptions) =>
        send.json<AnswerOf<'deadLetters.replay'>>({ method: 'POST', path: at`/v1/webhooks/dlq/${id}/replay`, keyed: true }, options),
      /** Send all dead letters that match again, at the pace asked for. Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log. */
      replayAll: (body: BodyOf<'deadLetters.replayAll'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'deadLetters.replayAll'>>({ method: 'POST', path: at`/v1/webhooks/dlq/replay`, body, keyed: true }, options),
    },
    deliveries: {
      /** List deliveries, newest first. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      list: (query?: QueryOf<'deliveries.list'>, options?: CallOptions) =>
        send.page<RowOf<'deliveries.list'>>({ method: 'GET', path: at`/v1/webhooks/deliveries`, query }, options),
      /** Read a delivery with every attempt ever made. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      get: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'deliveries.get'>>({ method: 'GET', path: at`/v1/webhooks/deliveries/${id}` }, options),
      /** Read one attempt: what was sent, how long it took, and what the receiver answered. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      getAttempt: (id: string, n: string, options?: CallOptions) =>
        send.json<AnswerOf<'deliveries.getAttempt'>>({ method: 'GET', path: at`/v1/webhooks/deliveries/${id}/attempts/${n}` }, options),
      /** Send a delivery again, from the start of its schedule; one that waits goes now. Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`. It is written to the audit log. */
      retry: (id: string, options?: KeyedOptions) =>
        send.json<AnswerOf<'deliveries.retry'>>({ method: 'POST', path: at`/v1/webhooks/deliveries/${id}/retry`, keyed: true }, options),
      /** End a delivery that is open. Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`. It is written to the audit log. */
      cancel: (id: string, options?: KeyedOptions) =>
        send.json<AnswerOf<'deliveries.cancel'>>({ method: 'POST', path: at`/v1/webhooks/deliveries/${id}/cancel`, keyed: true }, options),
      /** Hear of each attempt as it is recorded; Last-Event-ID goes back two minutes at most. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      stream: (query?: QueryOf<'deliveries.stream'>, options?: StreamOptions) =>
        send.events<AnswerOf<'deliveries.stream'>>({ method: 'GET', path: at`/v1/webhooks/deliveries/stream`, query }, options),
    },
    endpoints: {
      /** Make an endpoint. Needs the scope `endpoints:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      create: (body: BodyOf<'endpoints.create'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'endpoints.create'>>({ method: 'POST', path: at`/v1/webhooks/endpoints`, body, keyed: true }, options),
      /** List endpoints, newest first. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      list: (query?: QueryOf<'endpoints.list'>, options?: CallOptions) =>
        send.page<RowOf<'endpoints.list'>>({ method: 'GET', path: at`/v1/webhooks/endpoints`, query }, options),
      /** Read an endpoint. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      get: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'endpoints.get'>>({ method: 'GET', path: at`/v1/webhooks/endpoints/${id}` }, options),
      /** Make or replace the endpoint of a uid; what is left out is reset, secrets excepted. Needs the scope `endpoints:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      put: (id: string, body: BodyOf<'endpoints.put'>, options?: CallOptions) =>
        send.json<AnswerOf<'endpoints.put'>>({ method: 'PUT', path: at`/v1/webhooks/endpoints/${id}`, body }, options),
      /** Change an endpoint by a merge patch (RFC 7396). Needs the scope `endpoints:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      update: (id: string, body: BodyOf<'endpoints.update'>, options?: CallOptions) =>
        send.json<AnswerOf<'endpoints.update'>>({ method: 'PATCH', path: at`/v1/webhooks/endpoints/${id}`, body }, options),
      /** Delete an endpoint: what is open for it is cancelled, its history stays. Needs the scope `endpoints:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      delete: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'endpoints.delete'>>({ method: 'DELETE', path: at`/v1/webhooks/endpoints/${id}` }, options),
      /** Let deliveries leave again; what is held stays held, or is sent when asked. Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      enable: (id: string, body?: BodyOf<'endpoints.enable'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'endpoints.enable'>>({ method: 'POST', path: at`/v1/webhooks/endpoints/${id}/enable`, body, keyed: true }, options),
      /** Hold what is open and what comes, at once. Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      disable: (id: string, options?: KeyedOptions) =>
        send.json<AnswerOf<'endpoints.disable'>>({ method: 'POST', path: at`/v1/webhooks/endpoints/${id}/disable`, keyed: true }, options),
      /** Send a signed sample at once, and answer with the attempt; it is not stored, and not tried again. Needs the scope `endpoints:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      test: (id: string, body?: BodyOf<'endpoints.test'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'endpoints.test'>>({ method: 'POST', path: at`/v1/webhooks/endpoints/${id}/test`, body, keyed: true }, options),
      /** Show the body that the endpoint would get of an event; nothing is sent, and nothing stored. Needs the scope `endpoints:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. */
      preview: (id: string, body?: BodyOf<'endpoints.preview'>, options?: CallOptions) =>
        send.json<AnswerOf<'endpoints.preview'>>({ method: 'POST', path: at`/v1/webhooks/endpoints/${id}/preview`, body }, options),
      /** Say which recent events an endpoint would get if this were what it wants; nothing is stored. Needs the scope `payloads:read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. */
      match: (body?: BodyOf<'endpoints.match'>, options?: CallOptions) =>
        send.json<AnswerOf<'endpoints.match'>>({ method: 'POST', path: at`/v1/webhooks/endpoints/match`, body }, options),
      /** Read the signing secrets; each reading is audited. Needs the scope `secrets:read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      getSecret: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'endpoints.getSecret'>>({ method: 'GET', path: at`/v1/webhooks/endpoints/${id}/secret` }, options),
      /** Change the signing secret; for a while the old one signs too. Needs the scope `endpoints:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      rotateSecret: (id: string, body?: BodyOf<'endpoints.rotateSecret'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'endpoints.rotateSecret'>>({ method: 'POST', path: at`/v1/webhooks/endpoints/${id}/secret/rotate`, body, keyed: true }, options),
      /** Send the dead letters of a window again. Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      recover: (id: string, body: BodyOf<'endpoints.recover'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'endpoints.recover'>>({ method: 'POST', path: at`/v1/webhooks/endpoints/${id}/recover`, body, keyed: true }, options),
      /** Send the events of a window that the endpoint wants and never got. Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      replayMissing: (id: string, body: BodyOf<'endpoints.replayMissing'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'endpoints.replayMissing'>>({ method: 'POST', path: at`/v1/webhooks/endpoints/${id}/replay-missing`, body, keyed: true }, options),
      /** An endpoint's attempts by outcome, error and duration. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      statistics: (id: string, query?: QueryOf<'endpoints.statistics'>, options?: CallOptions) =>
        send.json<AnswerOf<'endpoints.statistics'>>({ method: 'GET', path: at`/v1/webhooks/endpoints/${id}/stats`, query }, options),
    },
    eventTypes: {
      /** Declare an event type. Needs the scope `event-types:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      create: (body: BodyOf<'eventTypes.create'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'eventTypes.create'>>({ method: 'POST', path: at`/v1/event-types`, body, keyed: true }, options),
      /** List event types, newest first: a tenant's own and the shared ones that it has no own of. Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      list: (query?: QueryOf<'eventTypes.list'>, options?: CallOptions) =>
        send.page<RowOf<'eventTypes.list'>>({ method: 'GET', path: at`/v1/event-types`, query }, options),
      /** Read an event type. Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      get: (name: string, options?: CallOptions) =>
        send.json<AnswerOf<'eventTypes.get'>>({ method: 'GET', path: at`/v1/event-types/${name}` }, options),
      /** Make or replace an event type: what is left out is reset, save whether it is archived. Needs the scope `event-types:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      put: (name: string, body: BodyOf<'eventTypes.put'>, options?: CallOptions) =>
        send.json<AnswerOf<'eventTypes.put'>>({ method: 'PUT', path: at`/v1/event-types/${name}`, body }, options),
      /** Change an event type by a merge patch (RFC 7396); its schema is replaced as a whole. Needs the scope `event-types:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      update: (name: string, body: BodyOf<'eventTypes.update'>, options?: CallOptions) =>
        send.json<AnswerOf<'eventTypes.update'>>({ method: 'PATCH', path: at`/v1/event-types/${name}`, body }, options),
      /** Delete an event type with its versions; events of it stay. Needs the scope `event-types:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      delete: (name: string, options?: CallOptions) =>
        send.json<AnswerOf<'eventTypes.delete'>>({ method: 'DELETE', path: at`/v1/event-types/${name}` }, options),
      /** Mark an event type as no longer to be used; its events are taken and delivered all the same. Needs the scope `event-types:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      archive: (name: string, options?: KeyedOptions) =>
        send.json<AnswerOf<'eventTypes.archive'>>({ method: 'POST', path: at`/v1/event-types/${name}/archive`, keyed: true }, options),
      /** Take an event type out of the archive. Needs the scope `event-types:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      unarchive: (name: string, options?: KeyedOptions) =>
        send.json<AnswerOf<'eventTypes.unarchive'>>({ method: 'POST', path: at`/v1/event-types/${name}/unarchive`, keyed: true }, options),
      /** List the schemas that an event type has had, newest first. Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      versions: (name: string, options?: CallOptions) =>
        send.json<AnswerOf<'eventTypes.versions'>>({ method: 'GET', path: at`/v1/event-types/${name}/versions` }, options),
      /** Hold a payload against the schema of an event type; stores nothing. Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      validate: (name: string, body: BodyOf<'eventTypes.validate'>, options?: CallOptions) =>
        send.json<AnswerOf<'eventTypes.validate'>>({ method: 'POST', path: at`/v1/event-types/${name}/validate`, body }, options),
      /** Declare the webhooks of an OpenAPI 3.1 document, or a map of schemas; what isn't in it stays as it is. Needs the scope `event-types:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log. */
      import: (body: BodyOf<'eventTypes.import'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'eventTypes.import'>>({ method: 'POST', path: at`/v1/event-types/import`, body, keyed: true }, options),
      /** The event types as an OpenAPI 3.1 document with webhooks. Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      openapi: (options?: CallOptions) =>
        send.json<AnswerOf<'eventTypes.openapi'>>({ method: 'GET', path: at`/v1/event-types/openapi.json` }, options),
    },
    events: {
      /** Post an event. Needs the scope `events:write`. A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`. */
      post: (body: BodyOf<'events.post'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'events.post'>>({ method: 'POST', path: at`/v1/events`, body, keyed: true }, options),
      /** List events, newest first. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      list: (query?: QueryOf<'events.list'>, options?: CallOptions) =>
        send.page<RowOf<'events.list'>>({ method: 'GET', path: at`/v1/events`, query }, options),
      /** Post up to 1,000 events; each is taken or refused by itself. Needs the scope `events:write`. A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`. */
      postBatch: (body: BodyOf<'events.postBatch'>, options?: CallOptions) =>
        send.json<AnswerOf<'events.postBatch'>>({ method: 'POST', path: at`/v1/events/batch`, body }, options),
      /** Read an event, with counts of its deliveries by status. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      get: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'events.get'>>({ method: 'GET', path: at`/v1/events/${id}` }, options),
      /** Erase the payload of an event and what receivers answered to it; what is open of it is cancelled. Needs the scope `data:erase`. A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`. It is written to the audit log. */
      erasePayload: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'events.erasePayload'>>({ method: 'DELETE', path: at`/v1/events/${id}/payload` }, options),
      /** Hear of each event that is accepted from now on, or since the one that Last-Event-ID names. Needs the scope `payloads:read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      stream: (query?: QueryOf<'events.stream'>, options?: StreamOptions) =>
        send.events<AnswerOf<'events.stream'>>({ method: 'GET', path: at`/v1/events/stream`, query }, options),
      /** Why an event did or didn't go to an endpoint; values of its payload need the scope payloads:read. Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      explain: (id: string, query: QueryOf<'events.explain'>, options?: CallOptions) =>
        send.json<AnswerOf<'events.explain'>>({ method: 'GET', path: at`/v1/events/${id}/explain`, query }, options),
    },
    holds: {
      /** Hold what matches, everywhere and at once: it turns `held` when it is due, and costs no attempt. Needs the scope `operate`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log. */
      create: (body: BodyOf<'holds.create'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'holds.create'>>({ method: 'POST', path: at`/v1/holds`, body, keyed: true }, options),
      /** List holds that count, newest first. Needs the scope `operate`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      list: (query?: QueryOf<'holds.list'>, options?: CallOptions) =>
        send.page<RowOf<'holds.list'>>({ method: 'GET', path: at`/v1/holds`, query }, options),
      /** Read a hold, and how much it holds. Needs the scope `operate`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      get: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'holds.get'>>({ method: 'GET', path: at`/v1/holds/${id}` }, options),
      /** End a hold: what it holds is released, at a pace. Needs the scope `operate`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log. */
      delete: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'holds.delete'>>({ method: 'DELETE', path: at`/v1/holds/${id}` }, options),
    },
    operations: {
      /** How everything is: the word alone without a credential. Needs no credential. */
      health: (options?: CallOptions) =>
        send.json<AnswerOf<'operations.health'>>({ method: 'GET', path: at`/v1/health`, open: true }, options),
      /** Whether this process takes work. Needs no credential. */
      ready: (options?: CallOptions) =>
        send.json<AnswerOf<'operations.ready'>>({ method: 'GET', path: at`/ready`, open: true }, options),
      /** Whether this process lives. Needs no credential. */
      live: (options?: CallOptions) =>
        send.json<AnswerOf<'operations.live'>>({ method: 'GET', path: at`/live`, open: true }, options),
      /** Where webhooks come from, for the firewalls of receivers. Needs a credential, whatever its scopes. */
      egress: (options?: CallOptions) =>
        send.json<AnswerOf<'operations.egress'>>({ method: 'GET', path: at`/v1/egress` }, options),
      /** What every pod logs at. Needs the scope `operate`. */
      getLogLevel: (options?: CallOptions) =>
        send.json<AnswerOf<'operations.getLogLevel'>>({ method: 'GET', path: at`/v1/log-level` }, options),
      /** Change what every pod logs, within seconds; without an end until it is changed again. Needs the scope `operate`. It is written to the audit log. */
      setLogLevel: (body: BodyOf<'operations.setLogLevel'>, options?: CallOptions) =>
        send.json<AnswerOf<'operations.setLogLevel'>>({ method: 'PUT', path: at`/v1/log-level`, body }, options),
    },
    portalSessions: {
      /** Open the portal to a customer: a link to their own endpoints and deliveries. Needs the scope `portal:create`. It is written to the audit log. */
      create: (id: string, body: BodyOf<'portalSessions.create'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'portalSessions.create'>>({ method: 'POST', path: at`/v1/tenants/${id}/portal-sessions`, body, keyed: true }, options),
      /** End all portal sessions of a tenant, and links that were not opened yet, at once. Needs the scope `portal:create`. It is written to the audit log. */
      endAll: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'portalSessions.endAll'>>({ method: 'DELETE', path: at`/v1/tenants/${id}/portal-sessions` }, options),
    },
    queues: {
      /** What waits, in the queues and before them in Postgres. Needs the scope `operate`. */
      list: (options?: CallOptions) =>
        send.page<RowOf<'queues.list'>>({ method: 'GET', path: at`/v1/webhooks/queues` }, options),
      /** Let nobody take from a queue: what comes waits in Postgres, and nothing is lost. Needs the scope `operate`. It is written to the audit log. */
      pause: (name: string, options?: KeyedOptions) =>
        send.json<AnswerOf<'queues.pause'>>({ method: 'POST', path: at`/v1/webhooks/queues/${name}/pause`, keyed: true }, options),
      /** Let a queue go again. Needs the scope `operate`. It is written to the audit log. */
      resume: (name: string, options?: KeyedOptions) =>
        send.json<AnswerOf<'queues.resume'>>({ method: 'POST', path: at`/v1/webhooks/queues/${name}/resume`, keyed: true }, options),
    },
    statistics: {
      /** What came in, how it went out, and what waits now. Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      overview: (query?: QueryOf<'statistics.overview'>, options?: CallOptions) =>
        send.json<AnswerOf<'statistics.overview'>>({ method: 'GET', path: at`/v1/stats/overview`, query }, options),
      /** Which tenants, endpoints, hosts, types or errors have the most of something. Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      top: (query: QueryOf<'statistics.top'>, options?: CallOptions) =>
        send.json<AnswerOf<'statistics.top'>>({ method: 'GET', path: at`/v1/stats/top`, query }, options),
    },
    tenants: {
      /** Make a tenant. Needs the scope `tenants:write`. It is written to the audit log. */
      create: (body: BodyOf<'tenants.create'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'tenants.create'>>({ method: 'POST', path: at`/v1/tenants`, body, keyed: true }, options),
      /** List tenants, newest first; a tenant's own credential sees its own. Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      list: (query?: QueryOf<'tenants.list'>, options?: CallOptions) =>
        send.page<RowOf<'tenants.list'>>({ method: 'GET', path: at`/v1/tenants`, query }, options),
      /** Read a tenant, and how far its erasure has come. Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      get: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'tenants.get'>>({ method: 'GET', path: at`/v1/tenants/${id}` }, options),
      /** Make or replace the tenant of a uid; what is left out is reset, and its status stays. Needs the scope `tenants:write`. It is written to the audit log. */
      put: (id: string, body: BodyOf<'tenants.put'>, options?: CallOptions) =>
        send.json<AnswerOf<'tenants.put'>>({ method: 'PUT', path: at`/v1/tenants/${id}`, body }, options),
      /** Change a tenant by a merge patch (RFC 7396), suspend it or let it go on. Needs the scope `tenants:write`. It is written to the audit log. */
      update: (id: string, body: BodyOf<'tenants.update'>, options?: CallOptions) =>
        send.json<AnswerOf<'tenants.update'>>({ method: 'PATCH', path: at`/v1/tenants/${id}`, body }, options),
      /** End a tenant at once, and erase all it has; reading it by id shows how far that has come, until it is gone. Needs the scope `tenants:write`. It is written to the audit log. */
      delete: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'tenants.delete'>>({ method: 'DELETE', path: at`/v1/tenants/${id}` }, options),
    },
    users: {
      /** Invite a user: whoever opens the link of the answer chooses the password. Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log. */
      create: (body: BodyOf<'users.create'>, options?: KeyedOptions) =>
        send.json<AnswerOf<'users.create'>>({ method: 'POST', path: at`/v1/users`, body, keyed: true }, options),
      /** List users, newest first. Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      list: (query?: QueryOf<'users.list'>, options?: CallOptions) =>
        send.page<RowOf<'users.list'>>({ method: 'GET', path: at`/v1/users`, query }, options),
      /** Read a user. Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. */
      get: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'users.get'>>({ method: 'GET', path: at`/v1/users/${id}` }, options),
      /** Invite the user of a uid, or give the one there is this role; the e-mail and whether they are disabled stay. Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log. */
      put: (id: string, body: BodyOf<'users.put'>, options?: CallOptions) =>
        send.json<AnswerOf<'users.put'>>({ method: 'PUT', path: at`/v1/users/${id}`, body }, options),
      /** Change the role of a user, or disable them; it takes effect at once. Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log. */
      update: (id: string, body: BodyOf<'users.update'>, options?: CallOptions) =>
        send.json<AnswerOf<'users.update'>>({ method: 'PATCH', path: at`/v1/users/${id}`, body }, options),
      /** Delete a user; their sessions end at once, and the e-mail and the uid are free again. Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log. */
      delete: (id: string, options?: CallOptions) =>
        send.json<AnswerOf<'users.delete'>>({ method: 'DELETE', path: at`/v1/users/${id}` }, options),
      /** Make a new link by which the user chooses a password; an older link is no good any more. Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log. */
      invite: (id: string, options?: KeyedOptions) =>
        send.json<AnswerOf<'users.invite'>>({ method: 'POST', path: at`/v1/users/${id}/invite`, keyed: true }, options),
      /** End all sessions of a user at once. Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log. */
      signOut: (id: string, options?: KeyedOptions) =>
        send.json<AnswerOf<'users.signOut'>>({ method: 'POST', path: at`/v1/users/${id}/sign-out`, keyed: true }, options),
    },
  }
}
