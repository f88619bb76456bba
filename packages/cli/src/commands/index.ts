import type { Command, Group } from '../command.ts'
import { api } from './api.ts'
import { bulks } from './bulks.ts'
import { circuits } from './circuits.ts'
import { completion } from './completion.ts'
import { deliveries } from './deliveries.ts'
import { dlq } from './dlq.ts'
import { endpoints } from './endpoints.ts'
import { eventTypes } from './event-types.ts'
import { events } from './events.ts'
import { explain } from './explain.ts'
import { holds } from './holds.ts'
import { keys } from './keys.ts'
import { listen } from './listen.ts'
import { login, logout } from './login.ts'
import { profiles } from './profiles.ts'
import { queues } from './queues.ts'
import { status } from './status.ts'
import { tenants } from './tenants.ts'
import { trigger } from './trigger.ts'
import { users } from './users.ts'
import { verify } from './verify.ts'
import { whoami } from './whoami.ts'

/** In the order in which help tells them. */
export const entries: readonly (Command | Group)[] = [
  ...[login, logout, whoami, profiles, status],
  ...[listen, trigger, events, endpoints, deliveries, eventTypes],
  ...[dlq, bulks, holds, circuits, queues],
  ...[verify, explain],
  ...[keys, tenants, users],
  ...[api, completion],
]
