import { getApiKey, getApiKeys, postApiKey, revokeKey } from './api-keys/routes.ts'
import { exportAuditLogs, getAuditLogs } from './audit/routes.ts'
import { getMe, patchMe } from './auth/me-routes.ts'
import { postLogin, postLogout, postRefresh } from './auth/routes.ts'
import { getBulk, getBulks, patchBulk, postBulk, stopBulk } from './bulk/routes.ts'
import { getCircuits, resetCircuit } from './circuits/routes.ts'
import { discard, getDeadLetter, getDeadLetters, replay, replayAll } from './dead-letters/routes.ts'
import { getAttempt } from './deliveries/attempt-routes.ts'
import { cancel, getDeliveries, getDelivery, retry } from './deliveries/routes.ts'
import { streamDeliveries } from './deliveries/stream-routes.ts'
import { postMatch } from './endpoints/match-route.ts'
import { postPreview } from './endpoints/preview-routes.ts'
import { recoverEndpoint, replayMissing } from './endpoints/recovery-routes.ts'
import {
  getEndpoint,
  getEndpoints,
  patchEndpoint,
  postEndpoint,
  putEndpoint,
  removeEndpoint,
} from './endpoints/routes.ts'
import { getSecret, postRotation } from './endpoints/secret-routes.ts'
import { disableEndpoint, enableEndpoint } from './endpoints/state-routes.ts'
import { postTest } from './endpoints/test-send.ts'
import {
  archiveEventType,
  getEventType,
  getEventTypes,
  getEventTypeVersions,
  patchEventType,
  postEventType,
  putEventType,
  removeEventType,
  unarchiveEventType,
} from './event-types/routes.ts'
import { getEventTypeDocument, importEventTypes, validatePayload } from './event-types/tool-routes.ts'
import { erasePayload } from './events/erase-routes.ts'
import { explainEvent } from './events/explain-route.ts'
import { postEvent, postEvents } from './events/post-routes.ts'
import { getEvent, getEvents } from './events/routes.ts'
import { streamEvents } from './events/stream-routes.ts'
import { getHealth, getLive, getReady } from './health/routes.ts'
import { getHold, getHolds, postHold, removeHold } from './holds/routes.ts'
import { getEgress, getLogLevel, putLogLevel } from './operations/routes.ts'
import { postPortal, postPortalSession, removePortalSessions } from './portal/routes.ts'
import { getQueues, postPause, postResume } from './queues/routes.ts'
import type { Operation, Route } from './route.ts'
import { getEndpointStatistics, getOverview } from './statistics/routes.ts'
import { getTop } from './statistics/top.ts'
import { getTenant, getTenants, patchTenant, postTenant, putTenant, removeTenant } from './tenants/routes.ts'
import { postAcceptInvite } from './users/accept-routes.ts'
import { postInvite, postSignOut } from './users/access-routes.ts'
import { getUser, getUsers, patchUser, postUser, putUser, removeUser } from './users/routes.ts'

/** All of them, by the names that clients call them by: `events.post` is an operation's id, and a method of the SDK. */
const groups: Record<string, Record<string, Route>> = {
  events: {
    ...{ post: postEvent, postBatch: postEvents, list: getEvents, get: getEvent },
    ...{ erasePayload, stream: streamEvents, explain: explainEvent },
  },
  eventTypes: {
    ...{ create: postEventType, list: getEventTypes, get: getEventType, put: putEventType, update: patchEventType },
    ...{ delete: removeEventType, archive: archiveEventType, unarchive: unarchiveEventType },
    ...{ versions: getEventTypeVersions, validate: validatePayload, import: importEventTypes },
    openapi: getEventTypeDocument,
  },
  endpoints: {
    ...{ create: postEndpoint, list: getEndpoints, get: getEndpoint, put: putEndpoint, update: patchEndpoint },
    ...{
      delete: removeEndpoint,
      enable: enableEndpoint,
      disable: disableEndpoint,
      test: postTest,
      preview: postPreview,
      match: postMatch,
    },
    ...{ getSecret, rotateSecret: postRotation, recover: recoverEndpoint, replayMissing },
    statistics: getEndpointStatistics,
  },
  circuits: { list: getCircuits, reset: resetCircuit },
  deliveries: { list: getDeliveries, get: getDelivery, getAttempt, retry, cancel, stream: streamDeliveries },
  deadLetters: { list: getDeadLetters, get: getDeadLetter, replay, replayAll, discard },
  bulks: { create: postBulk, list: getBulks, get: getBulk, update: patchBulk, stop: stopBulk },
  tenants: {
    ...{ create: postTenant, list: getTenants, get: getTenant, put: putTenant },
    ...{ update: patchTenant, delete: removeTenant },
  },
  auth: {
    ...{ login: postLogin, refresh: postRefresh, logout: postLogout, acceptInvite: postAcceptInvite },
    ...{ exchangePortalCode: postPortal, me: getMe, changePassword: patchMe },
  },
  users: {
    ...{ create: postUser, list: getUsers, get: getUser, put: putUser },
    ...{ update: patchUser, delete: removeUser, invite: postInvite, signOut: postSignOut },
  },
  apiKeys: { create: postApiKey, list: getApiKeys, get: getApiKey, revoke: revokeKey },
  portalSessions: { create: postPortalSession, endAll: removePortalSessions },
  holds: { create: postHold, list: getHolds, get: getHold, delete: removeHold },
  queues: { list: getQueues, pause: postPause, resume: postResume },
  auditLogs: { list: getAuditLogs, export: exportAuditLogs },
  statistics: { overview: getOverview, top: getTop },
  operations: {
    ...{ health: getHealth, ready: getReady, live: getLive },
    ...{ egress: getEgress, getLogLevel, setLogLevel: putLogLevel },
  },
}

export const routes: readonly Operation[] = Object.entries(groups).flatMap(([group, named]) =>
  Object.entries(named).map(([name, route]) => ({ ...route, operationId: `${group}.${name}` })),
)
