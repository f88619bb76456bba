import { randomBytes } from 'node:crypto'
import { freePort } from '../../packages/testing/src/embedded-postgres.ts'
import { startReceiver } from '../../packages/testing/src/receiver.ts'
import { until } from '../../packages/testing/src/until.ts'
import { run, type Sealed, start } from './container.ts'
import type { Recipe } from './dockerfile.ts'

export interface Image {
  at: Sealed
  recipe: Recipe
}

/** Its page, and the script that the page names, compressed and kept for good. */
async function showsTheConsole(origin: string): Promise<void> {
  const page = await fetch(`${origin}/console/`)
  const text = await page.text()
  const [, script] = /<script[^>]* src="(\/console\/assets\/[^"]+)"/.exec(text) ?? []
  if (!page.ok || !script) throw new Error(`/console/ is no page with a script: ${page.status} ${text}`)
  const { ok, headers } = await fetch(origin + script, { headers: { 'accept-encoding': 'br' } })
  const [encoding, kept] = [headers.get('content-encoding'), headers.get('cache-control')]
  if (!ok || encoding !== 'br' || !kept?.includes('immutable'))
    throw new Error(`${script} is served with ${encoding} and ${kept}`)
}

const secret = () => randomBytes(24).toString('base64url')

/**
 * Starts both images on an empty database and walks the way of a deployment: nothing is served while migrations are
 * pending, they run, an event is delivered, SIGTERM ends both with 0.
 */
export async function liveThrough(api: Image, worker: Image, databaseUrl: string): Promise<void> {
  const [port, workerPort] = [await freePort(), await freePort()]
  const receiver = await startReceiver()
  const env = {
    DATABASE_URL: databaseUrl,
    QUEUE_BACKEND: 'postgres',
    HOST: '127.0.0.1',
    JWT_SECRET: secret(),
    ENCRYPTION_KEY: secret(),
    OPERATOR_API_KEY: secret(),
    EGRESS_ALLOWED_CIDRS: '127.0.0.0/8',
  }
  const [apiEnv, workerEnv] = [
    { ...api.recipe.env, ...env, PORT: String(port) },
    { ...worker.recipe.env, ...env, WORKER_PORT: String(workerPort) },
  ]
  const command = (name: string) => ['node', `dist/commands/${name}.js`]
  const key = `g5k_${secret()}`
  const running = [start(api.at, api.recipe.command, apiEnv), start(worker.at, worker.recipe.command, workerEnv)]
  const answers = (url: string, status: number) =>
    until(async () => alive() && (await fetch(url)).status === status, {
      withinMs: 20_000,
      what: `${status} at ${url}`,
    })
  function alive(): true {
    for (const { process, output } of running)
      if (process.exitCode !== null) throw new Error(`It ended with ${process.exitCode}:\n${output()}`)
    return true
  }

  /** As the first process of a container it would wait for the migrations until it is killed. */
  async function leavesBeforeItHasStarted(): Promise<void> {
    const own = await freePort()
    const early = start(worker.at, worker.recipe.command, { ...workerEnv, WORKER_PORT: String(own) })
    running.push(early)
    await answers(`http://127.0.0.1:${own}/live`, 200)
    early.process.kill('SIGTERM')
    const code = await early.ended
    running.pop()
    if (code !== 0) throw new Error(`SIGTERM before the migrations ended it with ${code}:\n${early.output()}`)
  }

  try {
    const origin = `http://127.0.0.1:${port}`
    await answers(`${origin}/live`, 200)
    await answers(`${origin}/ready`, 503)
    await answers(`${origin}/v1/events`, 503)
    await leavesBeforeItHasStarted()
    await run(api.at, command('migrate-check'), apiEnv, 1)
    await run(api.at, command('migrate-run'), apiEnv)
    await run(api.at, command('migrate-check'), apiEnv)
    await run(api.at, command('seed'), { ...apiEnv, SEED_API_KEY: key, SEED_ADMIN_PASSWORD: secret() })
    await answers(`${origin}/ready`, 200)
    await answers(`http://127.0.0.1:${workerPort}/ready`, 200)
    await run(api.at, api.recipe.healthCheck, apiEnv)
    await run(worker.at, worker.recipe.healthCheck, workerEnv)

    await showsTheConsole(origin)

    const post = async (path: string, body: unknown) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
      const response = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`)
    }
    await post('/v1/webhooks/endpoints', { url: `${receiver.url}/hook`, transform: '{"transformed": true}' })
    await post('/v1/events', { type: 'image.checked', payload: { whole: true } })
    const [delivered] = await receiver.received(1)
    if (!delivered?.headers['webhook-signature']) throw new Error('It was delivered without a signature')
    // The transform runs in a process of its own, which may read its own package and nothing else.
    if (!delivered.body.includes('"transformed":true')) throw new Error(`It was not transformed: ${delivered.body}`)

    for (const { process } of running) process.kill('SIGTERM')
    for (const { ended, output } of running) {
      const code = await ended
      if (code !== 0) throw new Error(`SIGTERM ended it with ${code}:\n${output()}`)
    }
    await run(api.at, api.recipe.healthCheck, apiEnv, 1)
  } finally {
    for (const { process } of running) process.kill('SIGKILL')
    await receiver.close()
  }
}
