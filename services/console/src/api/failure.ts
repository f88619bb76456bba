import { G5ConnectionError, G5Problem } from '@g5/sdk'

export interface Failure {
  title: string
  detail: string | undefined
  /** What to name when asking somebody about it. */
  requestId: string | undefined
  /** By the pointer of the field, such as `/url`; the pointer's start is the body. */
  fields: readonly { pointer: string; detail: string }[]
}

/** An error in the words of the person who met it: what happened, and what to do next. */
export function failureOf(error: unknown): Failure {
  if (error instanceof G5Problem) {
    const { title, detail, requestId, errors, code } = error
    const fields = errors.map((one) => ({ pointer: one.pointer.replace(/^#/, ''), detail: one.detail }))
    return { title: titles[code] ?? title, detail: detail ?? advice[code], requestId, fields }
  }
  if (error instanceof G5ConnectionError)
    return {
      title: error.timedOut ? 'No answer in time' : 'The API can’t be reached',
      detail: 'Nothing is known to have changed. Look again in a moment.',
      requestId: undefined,
      fields: [],
    }
  return {
    title: 'Something in this page broke',
    detail: error instanceof Error ? error.message : String(error),
    requestId: undefined,
    fields: [],
  }
}

const titles: Partial<Record<G5Problem['code'], string>> = {
  forbidden: 'Your role does not allow this',
  not_found: 'There is no such thing here',
  unauthorized: 'You are not signed in any more',
}
const advice: Partial<Record<G5Problem['code'], string>> = {
  forbidden: 'Somebody with another role can do it, or an admin can give you that role under Settings, Users.',
  not_found: 'It may have been deleted, may be older than what is kept, or belong to another tenant.',
}
