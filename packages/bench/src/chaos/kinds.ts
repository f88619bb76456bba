import { type Behaviour, behaviours } from '@g5/testing'

/** A way in which endpoints treat what they get. */
export interface Kind {
  name: string
  behave(): Behaviour
  /** Endpoints of this kind. */
  count: number
  /** More of an endpoint's settings. */
  settings?: Record<string, unknown>
  /** Its deliveries must leave in the order in which they were accepted. */
  strict?: boolean
  /** What its owner does in the middle of the run. */
  midway?: 'disabled' | 'deleted'
  /** A 2xx status line is no success here: the body never ends. */
  endless?: boolean
}

const retrySchedule = [0, 1, 1, 2, 2]

export const kinds: readonly Kind[] = [
  { name: 'healthy', behave: behaviours.ok, count: 6 },
  { name: 'slow', behave: () => behaviours.slow(400), count: 2 },
  { name: 'flapping', behave: () => behaviours.flapping(2, 5), count: 2 },
  { name: 'resetting', behave: () => mostly(behaviours.resets(), 3), count: 2 },
  { name: 'busy', behave: () => mostly(behaviours.tooMany('1'), 3), count: 2 },
  { name: 'parked', behave: () => behaviours.slow(200), count: 1, midway: 'disabled' },
  { name: 'dropped', behave: () => behaviours.slow(200), count: 1, midway: 'deleted' },
  { name: 'garbage', behave: behaviours.garbage, count: 1 },
  { name: 'huge', behave: () => behaviours.huge(2_000_000), count: 1 },
  { name: 'loris', behave: behaviours.slowLoris, count: 1, settings: { timeoutMs: 1_000 }, endless: true },
  { name: 'strict', behave: behaviours.ok, count: 2, settings: { ordering: 'strict' }, strict: true },
  {
    ...{ name: 'strict-flapping', behave: () => behaviours.flapping(1, 6), count: 1 },
    ...{ settings: { ordering: 'strict' }, strict: true },
  },
]

export const settingsOf = ({ settings }: Kind) => ({ timeoutMs: 5_000, retrySchedule, ...settings })

/** Well, but for one request in `every`. */
function mostly(bad: Behaviour, every: number): Behaviour {
  let count = 0
  const well = behaviours.ok()
  return (request, response) => (count++ % every === 0 ? bad : well)(request, response)
}
