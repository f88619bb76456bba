import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { microseconds } from '../clock.ts'
import { answerCalls } from '../processes/calls.ts'

/** A process that takes all webhooks, on every address of the loopback, and notes when each came on paths `/timed…`. */
const moments = new Map<string, number[]>()
let count = 0

const calls = {
  listen(): Promise<number> {
    const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
      const now = microseconds()
      count++
      const { url = '' } = request
      if (url.startsWith('/timed')) {
        const known = moments.get(url)
        if (known) known.push(now)
        else moments.set(url, [now])
      }
      request.resume()
      response.sendDate = false
      response.writeHead(200, ['content-length', '0']).end()
    })
    return new Promise((listening) =>
      server.listen({ port: 0, host: '0.0.0.0', backlog: 4096 }, () =>
        listening((server.address() as AddressInfo).port),
      ),
    )
  },
  count: () => count,
  moments: (path: string) => moments.get(path) ?? [],
}
export type ArrivalCalls = typeof calls

answerCalls(calls)
