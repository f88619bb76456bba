import type { AnswerOf } from '@g5/sdk'

/** What came in, how it went out, and what waits now. */
export type Overview = AnswerOf<'statistics.overview'>
export type Counts = Overview['totals']
export type Present = Overview['present']
export type Percentiles = Counts['latencyMs']
