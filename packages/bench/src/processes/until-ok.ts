import { setTimeout as wait } from 'node:timers/promises'
import { Refusal } from '@g5/testing/embedded-postgres'

/** @throws Refusal when the URL doesn't answer 2xx within 30 s */
export async function untilOk(url: string): Promise<void> {
  const deadline = performance.now() + 30_000
  let last: unknown
  while (performance.now() < deadline) {
    try {
      const answer = await fetch(url, { headers: { connection: 'close' }, signal: AbortSignal.timeout(2_000) })
      last = `${answer.status} ${await answer.text()}`
      if (answer.ok) return
    } catch (error) {
      last = error
    }
    await wait(25)
  }
  throw new Refusal(`${url} did not answer 200 within 30 s. The last try gave: ${last}`)
}
