import { sentence } from '../../commands/command.ts'
import { type Check, green, red, type Verdict, yellow } from '../verdict.ts'

const patienceMs = 3_000

export type CollectorAnswer = { status: number } | { failed: string }

/** @param answer undefined: nothing is traced */
export function judgeCollector(answer: CollectorAnswer | undefined): Verdict {
  if (!answer) return green('off')
  const todo = 'Start the collector, correct OTEL_EXPORTER_OTLP_ENDPOINT, or unset it.'
  if ('failed' in answer) return red(`not reachable: ${answer.failed}`, todo)
  if (answer.status < 300) return green(`takes traces (${answer.status})`)
  return yellow(`answers ${answer.status} to an export without spans`, todo)
}

/** An export that holds no span (OTLP/HTTP: `/v1/traces` under the endpoint). */
async function ask(endpoint: string): Promise<CollectorAnswer> {
  try {
    const answer = await fetch(`${endpoint.replace(/\/$/, '')}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"resourceSpans":[]}',
      signal: AbortSignal.timeout(patienceMs),
    })
    await answer.body?.cancel()
    return { status: answer.status }
  } catch (error) {
    return { failed: error instanceof Error ? sentence(error) : String(error) }
  }
}

export const telemetry: Check = {
  id: 'telemetry',
  item: 'OTEL reachable or off',
  async look({ env }) {
    const endpoint = env.values.OTEL_EXPORTER_OTLP_ENDPOINT
    return judgeCollector(endpoint === undefined ? undefined : await ask(endpoint))
  },
}
