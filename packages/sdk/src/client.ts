import { api, type G5 } from './generated/api.ts'
import type { ClientOptions } from './http/options.ts'
import { createSender } from './http/sender.ts'

/** A client of one deployment. It keeps nothing open, so there is nothing to close. */
export function createClient(options: ClientOptions): G5 {
  return api(createSender(options))
}
