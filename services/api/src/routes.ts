import { getMe, postLogin, postLogout, postRefresh } from './auth/routes.ts'
import { getBulk, getBulks, patchBulk, postBulk, stopBulk } from './bulk/routes.ts'
import { getCircuits, resetCircuit } from './circuits/routes.ts'
import { discard, getDeadLetter, getDeadLetters, replay, replayAll } from './dead-letters/routes.ts'
import { cancel, getDeliveries, getDelivery, retry } from './deliveries/routes.ts'
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
import { postEvent, postEvents } from './events/post-routes.ts'
import { getEvent, getEvents } from './events/routes.ts'
import { getHealth, getLive, getReady } from './health/routes.ts'
import type { Route } from './route.ts'

/** All of them. */
export const routes: readonly Route[] = [
  ...[postEvent, postEvents, getEvents, getEvent],
  ...[postEndpoint, getEndpoints, getEndpoint, putEndpoint, patchEndpoint, removeEndpoint],
  ...[enableEndpoint, disableEndpoint, getSecret, postRotation, postTest],
  ...[getCircuits, resetCircuit],
  ...[recoverEndpoint, replayMissing],
  ...[getDeliveries, getDelivery, retry, cancel],
  ...[getDeadLetters, getDeadLetter, replay, replayAll, discard],
  ...[postBulk, getBulks, getBulk, patchBulk, stopBulk],
  ...[postLogin, postRefresh, postLogout, getMe],
  ...[getHealth, getReady, getLive],
]
