import { createSealer } from '@g5/core'
import { createWaker } from '@g5/db'
import { createEgress, createPolicy, resolveHost } from '@g5/egress'
import {
  backlogMetrics,
  httpMetrics,
  ingestMetrics,
  type RefusalMetrics,
  refusalMetrics,
  streamMetrics,
} from '@g5/telemetry'
import { createTransformer } from '@g5/transform'
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import { createAccessTokens } from './auth/access-tokens.ts'
import { createCredentials } from './auth/credentials.ts'
import { createPasswords } from './auth/passwords.ts'
import { createSlowdown } from './auth/slowdown.ts'
import { addConsole } from './console/routes.ts'
import { outcomeSource } from './deliveries/stream-routes.ts'
import type { AppOptions, Deps } from './deps.ts'
import { openApiDocument } from './docs/openapi.ts'
import { addDocs } from './docs/routes.ts'
import { createSchemas } from './event-types/schemas.ts'
import { createHandover } from './events/handover.ts'
import { createIngest } from './events/ingest.ts'
import { eventSource } from './events/stream-routes.ts'
import { createHealthCheck } from './health/check.ts'
import { addMetrics } from './health/routes.ts'
import { mount } from './mount.ts'
import { addCors } from './plugins/cors.ts'
import { addJsonBody } from './plugins/json-body.ts'
import { addProblems, clientErrors, sendProblem } from './plugins/problems.ts'
import { createLimit } from './plugins/rate-limit.ts'
import { addRequestContext, requestIdOf } from './plugins/request-context.ts'
import { securityHeaders } from './plugins/security-headers.ts'
import { routes } from './routes.ts'
import { createStreams } from './streams/streams.ts'
import { version } from './version.ts'

export interface App {
  server: FastifyInstance
  /** Once the server is closed: waits for what is still under way behind the answers. */
  drain(): Promise<void>
}

/** Bytes of a body, for routes that say nothing else. */
const bodyLimit = 262_144

/** The whole API, without a listener. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { config, log } = options
  const hsts = config.mode === 'production'
  const onEveryAnswer = await securityHeaders({ hsts })
  const loggerInstance: FastifyBaseLogger = log
  const server = fastify({
    loggerInstance,
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: ({ headers }) => requestIdOf(headers),
    trustProxy: trustOf(config.http.trustProxy),
    bodyLimit,
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: false, // What came in on an open connection is answered.
    // No hook has seen these.
    frameworkErrors: (error, request, reply) =>
      void sendProblem(error, request, reply.headers({ ...onEveryAnswer, 'cache-control': 'no-store' }), log),
    clientErrorHandler: clientErrors(onEveryAnswer),
  })
  addRequestContext(server, {
    log,
    metrics: httpMetrics(options.registry),
    tracing: options.tracing,
    onEveryAnswer,
    neverStored: (path) => path.startsWith('/v1/'),
    isStopping: () => options.lifecycle.stopping,
  })
  await addCors(server, config.corsOrigins)
  addJsonBody(server)
  addProblems(server, log)
  const refusals = refusalMetrics(options.registry)
  const onRefused = () => refusals.rateLimited.inc('requests')
  const limit = await createLimit(server, { counters: options.counters, ...config.rateLimit, onRefused })
  const { deps, drain } = await assemble(server, options, refusals)
  for (const route of routes) mount(server, deps, limit, route)
  addMetrics(server, deps)
  await addDocs(server, () => openApiDocument(routes, version))
  await addConsole(server, { ...config.console, hsts, log })
  return { server, drain }
}

async function assemble(
  server: FastifyInstance,
  options: AppOptions,
  refusals: RefusalMetrics,
): Promise<{ deps: Deps; drain: App['drain'] }> {
  const { config, db, ingestDb, clock, hints, queue, lifecycle, registry, tracing, log } = options
  const complain = (what: string) => (error: unknown) => log.warn({ err: error }, what)
  const wakes = createWaker(db.sql, complain('the dispatcher was not told of work; it will find it'))
  const tokens = await createAccessTokens(server, config.jwt)
  const schemas = createSchemas(db.sql)
  const ingest = createIngest({
    sql: ingestDb.sql,
    schemas,
    clock,
    handover: createHandover({ sql: db.sql, hints, classQueues: config.classQueues, wake: wakes.wake, tracing, log }),
    counters: options.counters,
    metrics: ingestMetrics(registry),
    defaults: {
      timeoutMs: config.delivery.timeoutMs,
      firstWaitSeconds: config.delivery.retrySchedule[0] ?? 0,
      leaseMarginMs: config.delivery.leaseMarginMs,
    },
    dedupSeconds: config.idempotencyTtlHours * 3600,
  })
  const credentials = createCredentials({
    db,
    tokens,
    operatorApiKey: config.operatorApiKey,
    onError: complain('the last use of some API keys was not noted'),
  })
  const health = createHealthCheck({
    ...{ db, queue, lifecycle, version },
    backupsExpected: config.backupCron !== undefined,
  })
  backlogMetrics(registry, async () => {
    const { queue, deliveries, circuits, migrations, backup } = await health.look()
    const lastBackupAt = backup ? Date.parse(backup.finishedAt) : undefined
    const figures = {
      lastBackupAt,
      waiting: queue?.waiting,
      deliveries,
      circuits,
      migrationsPending: migrations?.pending,
    }
    return { ...figures, queueUp: queue && queue.status === 'up' }
  })
  const streams = createStreams({
    credentials,
    times: options.streamTimes ?? { pollMs: 500, beatMs: 15_000 },
    onError: complain('a stream did not hear of what is new'),
  })
  streamMetrics(registry, streams.count)
  server.addHook('preClose', (done) => {
    streams.close() // The listener waits for what is open, and they would be for ever.
    done()
  })
  const policy = createPolicy(config.egress)
  const resolve = options.resolve ?? resolveHost
  const egress = createEgress({ policy, resolve, proxy: config.egress.proxy })
  const transformer = createTransformer({ onError: complain('transforms have to wait') })
  const deps: Deps = {
    replicas: options.replicas,
    ...{ config, db, clock, ingest, schemas, credentials, tokens, health, queue, lifecycle, registry, refusals, log },
    sealer: createSealer(config.encryption),
    ...{ policy, resolve, egress, transformer, testsUnderWay: new Map() },
    streams,
    eventFeeds: streams.feeds((scope) => eventSource({ db, clock }, scope)),
    outcomeFeeds: streams.feeds((scope) => outcomeSource({ db }, scope)),
    passwords: await createPasswords(),
    slowdown: createSlowdown(options.counters, () => refusals.rateLimited.inc('login')),
    mirror: options.mirror,
    wake: wakes.wake,
  }
  async function drain() {
    await ingest.drain()
    await Promise.all([wakes.drain(), credentials.drain(), egress.close(), transformer.close(), streams.drain()])
  }
  return { deps, drain }
}

/** Of the proxies before us, those whose X-Forwarded-For is believed. */
function trustOf(proxies: false | number | string[]) {
  return typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies
}
