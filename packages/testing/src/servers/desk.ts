import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Names of the variables that the run's own process sets for the test files. */
export const deskVariable = 'G5_TEST_SERVERS'
export const redisMissingVariable = 'G5_TEST_REDIS_MISSING'

/** What a test file may ask for; each is started by the first who asks, once for the whole run. */
export interface Offers {
  postgres(): Promise<{ adminUrl: string; template: string }>
  redis(): Promise<{ url: string }>
}

/** Test files run in processes of their own, so they ask over HTTP. A run that asks for nothing starts nothing. */
export async function openDesk(offers: Offers): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const wish = request.url?.slice(1)
    try {
      const offer = wish === 'postgres' ? await offers.postgres() : wish === 'redis' ? await offers.redis() : undefined
      response.writeHead(offer ? 200 : 404).end(JSON.stringify(offer ?? null))
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error))
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

export async function ask<W extends keyof Offers>(wish: W): Promise<Awaited<ReturnType<Offers[W]>>> {
  const desk = process.env[deskVariable]
  if (!desk)
    throw new Error(
      `There are no test servers: ${deskVariable} is not set. Run this with Vitest and the global setup of @g5/testing.`,
    )
  const response = await fetch(`${desk}/${wish}`, { headers: { connection: 'close' } })
  const text = await response.text()
  if (!response.ok) throw new Error(`The test run's ${wish} could not be started. ${text}`)
  return JSON.parse(text)
}
