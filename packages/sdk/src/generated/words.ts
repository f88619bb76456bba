// Generated from the OpenAPI document by `pnpm fix`.

/** What the parameters and the bodies of an operation take, where that is one of some words. */
export const words = {
  'apiKeys.create': {
    scopes: ['read', 'payloads:read', 'deliveries:write', 'events:write', 'endpoints:write', 'event-types:write', 'secrets:read', 'users:write', 'keys:write', 'audit:read', 'data:erase', 'tenants:write', 'portal:create', 'operate', '*'],
  },
  'bulks.create': {
    action: ['send', 'cancel', 'discard', 'expunge'],
  },
  'circuits.list': {
    state: ['closed', 'open', 'half_open'],
  },
  'deadLetters.list': {
    reason: ['retries_exhausted', 'transform_failed', 'expired', 'endpoint_gone', 'endpoint_disabled', 'endpoint_deleted', 'on_hold', 'tenant_suspended', 'payload_missing', 'payload_erased', 'past_retention', 'cancelled', 'discarded'],
  },
  'deliveries.list': {
    status: ['pending', 'queued', 'delivered', 'dead', 'held', 'cancelled'],
    errorCode: ['dns_failed', 'address_blocked', 'connection_refused', 'connection_reset', 'connect_timeout', 'timeout', 'tls_failed', 'protocol_error', 'http_redirect', 'http_client_error', 'http_rate_limited', 'http_gone', 'http_server_error', 'transform_failed'],
    statusClass: ['2xx', '3xx', '4xx', '5xx', 'none'],
  },
  'deliveries.stream': {
    status: ['pending', 'queued', 'delivered', 'dead', 'held', 'cancelled'],
  },
  'endpoints.create': {
    ordering: ['none', 'strict'],
    signing: ['v1', 'v1a'],
  },
  'endpoints.list': {
    status: ['enabled', 'disabled'],
    health: ['unknown', 'healthy', 'failing'],
    circuit: ['closed', 'open', 'half_open'],
  },
  'endpoints.match': {
    only: ['matched', 'unmatched'],
  },
  'endpoints.put': {
    ordering: ['none', 'strict'],
    signing: ['v1', 'v1a'],
  },
  'endpoints.statistics': {
    bucket: ['1m', '5m', '1h', '1d'],
  },
  'endpoints.update': {
    ordering: ['none', 'strict'],
    signing: ['v1', 'v1a'],
  },
  'eventTypes.list': {
    archived: ['true', 'false'],
  },
  'events.list': {
    unmatched: ['true', 'false'],
  },
  'portalSessions.create': {
    capabilities: ['view', 'endpoints', 'secrets', 'send'],
  },
  'statistics.overview': {
    bucket: ['1m', '5m', '1h', '1d'],
  },
  'statistics.top': {
    by: ['tenant', 'endpoint', 'host', 'type', 'errorCode'],
    metric: ['backlog', 'oldestDue', 'failures', 'dead', 'events'],
  },
  'tenants.list': {
    status: ['active', 'suspended', 'erasing'],
  },
  'tenants.update': {
    status: ['active', 'suspended'],
  },
  'users.create': {
    role: ['viewer', 'on-call', 'developer', 'admin', 'operator'],
  },
  'users.list': {
    role: ['viewer', 'on-call', 'developer', 'admin', 'operator'],
  },
  'users.put': {
    role: ['viewer', 'on-call', 'developer', 'admin', 'operator'],
  },
  'users.update': {
    role: ['viewer', 'on-call', 'developer', 'admin', 'operator'],
  },
} as const
