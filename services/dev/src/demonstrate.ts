import { isPortFree } from '@g5/testing/embedded-postgres'
import { type Api, demoSecrets, ensureDemoEndpoint, sendDemoEvent } from './demo.ts'
import { type DemoReceiver, startDemoReceiver, type Verdict } from './demo-receiver.ts'
import { Interrupted } from './interrupted.ts'
import type { Log } from './log.ts'

/** Rejects with {@link Interrupted} when all has to stop. */
type OrStop = <T>(work: Promise<T>) => Promise<T>

const port = 4000

/** The proof that it works: one event, sent and received. That it fails is told, and is no reason to stop. */
export async function demonstrate(api: Api, log: Log, orStop: OrStop): Promise<DemoReceiver | undefined> {
  const receiver = await startDemoReceiver(
    (await isPortFree(port)) ? port : 0,
    () => demoSecrets(api),
    (verdict) => tell(verdict, log),
  ).catch((error: Error) => log.say('demo', `there is no demo receiver: ${error.message}`, 'warn'))
  if (!receiver) return undefined
  try {
    const endpoint = await orStop(ensureDemoEndpoint(api, receiver.url))
    if (endpoint.enabled) await sendOne(api, log, orStop)
    else log.say('demo', 'the endpoint demo is disabled, so no event was sent to it')
    return receiver
  } catch (error) {
    if (error instanceof Interrupted) {
      await receiver.close()
      throw error
    }
    log.say('demo', `the demonstration failed: ${error instanceof Error ? error.message : error}`, 'warn')
    return receiver
  }
}

async function sendOne(api: Api, log: Log, orStop: OrStop): Promise<void> {
  const delivery = await orStop(sendDemoEvent(api, new Date(), 10_000))
  const attempt = delivery?.log.at(-1)
  if (delivery?.status === 'delivered' && attempt) {
    const { number, status, durationMs } = attempt
    return log.say('demo', `${delivery.id} delivered: attempt ${number}, status ${status}, ${durationMs} ms`)
  }
  const why = attempt?.detail ?? attempt?.errorCode ?? 'no attempt yet'
  log.say('demo', `the first delivery is ${delivery?.status ?? 'still waiting'}: ${why}`, 'warn')
}

function tell(verdict: Verdict, log: Log): void {
  if (verdict.kind === 'refused') log.say('demo', `refused a request: ${verdict.why}`, 'warn')
  else {
    const { type = 'a webhook', bytes, id } = verdict
    log.say('demo', `received ${type}: ${bytes} bytes, signature verified, webhook-id ${id}`)
  }
}
