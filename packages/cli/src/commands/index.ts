import type { Command, Group } from '../command.ts'
import { bulks } from './bulks.ts'
import { deliveries } from './deliveries.ts'
import { dlq } from './dlq.ts'
import { events } from './events.ts'
import { listen } from './listen.ts'
import { login, logout } from './login.ts'
import { profiles } from './profiles.ts'
import { status } from './status.ts'
import { trigger } from './trigger.ts'
import { whoami } from './whoami.ts'

/** In the order in which help tells them. */
export const entries: readonly (Command | Group)[] = [
  login,
  logout,
  whoami,
  profiles,
  status,
  listen,
  trigger,
  events,
  deliveries,
  dlq,
  bulks,
]
