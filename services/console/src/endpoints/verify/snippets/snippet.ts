import type { AnswerOf } from '@g5/sdk'

export type Signing = AnswerOf<'endpoints.get'>['signing']

/** How a receiver verifies what it gets (Standard Webhooks 1.0.0), in one language, to be copied as it is. */
export interface Snippet {
  id: string
  label: string
  /** What has to be there besides the language itself. */
  needs: (signing: Signing) => string | undefined
  code: (signing: Signing) => string
}
