import { readEnvironment } from './environment.ts'
import { directory, integer, url, urls } from './kinds.ts'
import { frameAncestors, origins, port, trustedProxies } from './network.ts'
import { previousSecrets, secret } from './secrets.ts'
import { sections } from './sections.ts'
import { everywhere, inServices, type Mode, modeOf } from './shared.ts'

export const apiVariables = (mode: Mode) => ({
  ...everywhere,
  PORT: port.prefault('3000').meta({ description: 'The port of the API' }),
  TRUST_PROXY: trustedProxies.prefault('false').meta({
    description: 'Whose `X-Forwarded-For` is believed: `false`, a number of hops, or CIDR ranges',
  }),
  PUBLIC_URL: url('https://g5.example.com', ['https:', 'http:']).optional().meta({
    description: 'Where people reach this deployment: what links to its console start with',
    unset: 'the address that a request came to',
  }),
  JWT_SECRET: secret({ shortest: 32, guessable: mode !== 'production' }).meta({
    description: 'At least 32 characters. Signs the access tokens of users',
    secret: true,
  }),
  JWT_SECRET_PREVIOUS: previousSecrets({ shortest: 32 }).optional().meta({
    description:
      'Secrets that were rotated out, with commas between them: tokens they signed are good until they expire',
    secret: true,
  }),
  OPERATOR_API_KEY: operatorKey(mode).meta({
    description: "At least 24 characters. The deployment's own key, which may do everything",
    secret: true,
  }),
  RATE_LIMIT_MAX: integer(1, 10_000_000)
    .prefault('6000')
    .meta({ description: 'Requests that a credential, or else an address, may make in a window' }),
  RATE_LIMIT_WINDOW: integer(1, 86_400).prefault('60').meta({ description: 'Seconds of that window' }),
  IDEMPOTENCY_TTL_HOURS: integer(1, 720)
    .prefault('24')
    .meta({ description: 'Hours in which the same `uid` or `Idempotency-Key` is the same request' }),
  ROTATION_OVERLAP_HOURS: integer(0, 168)
    .prefault('24')
    .meta({ description: 'Hours in which a signing secret that was rotated out signs beside the new one' }),
  MAX_PAYLOAD_BYTES: integer(1_024, 16_777_216)
    .prefault('262144')
    .meta({ description: "Bytes of an event's payload, at most" }),
  DATABASE_REPLICA_URLS: urls('postgres://user:password@replica:5432/database', ['postgres:', 'postgresql:'])
    .optional()
    .meta({
      description: 'Standbys of the database, with commas between them: lists and statistics come from them',
      unset: 'they come from the primary',
      secret: true,
    }),
  REPLICA_MAX_LAG_SECONDS: integer(1, 3_600)
    .prefault('5')
    .meta({ description: 'Seconds that a standby may be behind; one that is further behind is not read' }),
  CORS_ORIGINS: origins.prefault('none').meta({
    description: 'Origins whose pages may call the API with credentials, such as `https://console.example.com`',
  }),
  PORTAL_FRAME_ANCESTORS: frameAncestors.prefault('none').meta({
    description:
      'Origins whose pages may embed the tenant portal (`/console/portal`), such as `https://app.example.com` or `https://*.customer.example`',
  }),
  CONSOLE_DIR: directory.optional().meta({
    description: 'The directory of the built console, which is served at `/console`',
    unset: 'the one beside the API: `services/console/dist`',
  }),
  ...inServices(mode),
})

function operatorKey(mode: Mode) {
  return mode === 'production'
    ? secret({ shortest: 24, guessable: false })
    : secret({ shortest: 24, guessable: true }).optional()
}

export type ApiConfig = ReturnType<typeof loadApiConfig>

/** @throws {InvalidEnvironment} with all that is missing or wrong */
export function loadApiConfig(env: NodeJS.ProcessEnv = process.env) {
  const values = readEnvironment(env, apiVariables(modeOf(env)))
  return {
    ...sections(values),
    http: { host: values.HOST, port: values.PORT, trustProxy: values.TRUST_PROXY },
    publicUrl: values.PUBLIC_URL,
    jwt: { current: values.JWT_SECRET, previous: values.JWT_SECRET_PREVIOUS ?? [] },
    replicas: { urls: values.DATABASE_REPLICA_URLS ?? [], maxLagSeconds: values.REPLICA_MAX_LAG_SECONDS },
    corsOrigins: values.CORS_ORIGINS,
    console: { directory: values.CONSOLE_DIR, portalFrameAncestors: values.PORTAL_FRAME_ANCESTORS },
    operatorApiKey: values.OPERATOR_API_KEY,
    rateLimit: { max: values.RATE_LIMIT_MAX, windowSeconds: values.RATE_LIMIT_WINDOW },
    idempotencyTtlHours: values.IDEMPOTENCY_TTL_HOURS,
    secretOverlapHours: values.ROTATION_OVERLAP_HOURS,
    maxPayloadBytes: values.MAX_PAYLOAD_BYTES,
  }
}
