import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, G5Problem } from '@g5/sdk'
import { afterAll, describe, expect, test } from 'vitest'
import { useConsole } from '../../test/console.ts'

/** A customer's product: another origin, on another site, whose page has a frame for `src`. */
let product: Server
let stranger: Server
const framing = (server: Server, host: string) => `http://${host}:${(server.address() as AddressInfo).port}`
const listening = (server: Server) => new Promise<void>((done) => server.listen(0, done))
const page = (request: { url?: string | undefined }) => {
  const src = new URL(request.url ?? '/', 'http://here').searchParams.get('src') ?? ''
  return `<!doctype html><title>Product</title><iframe name="g5" width="1000" height="700" src="${src.replaceAll('&', '&amp;')}"></iframe>`
}
const serve = () =>
  createServer((request, response) => response.setHeader('content-type', 'text/html').end(page(request)))

const g5 = useConsole(async () => {
  product = serve()
  stranger = serve()
  await Promise.all([listening(product), listening(stranger)])
  return { env: { PORTAL_FRAME_ANCESTORS: framing(product, 'localhost') } }
})
afterAll(() => {
  for (const server of [product, stranger]) server?.close()
})

const framed = async (server: Server, src: string) => {
  const window = await g5.open()
  await window.page.goto(`${framing(server, 'localhost')}/?src=${encodeURIComponent(src)}`)
  return { ...window, frame: window.page.frameLocator('iframe') }
}

describe('the portal in a frame of another origin', () => {
  test('shows a customer their endpoints and events, and nothing that is not theirs to do', async () => {
    await g5.deployment.endpoint('/portal', { description: 'Of the customer' })
    const { frame } = await framed(product, await g5.portalLink({ capabilities: ['view'] }))
    await frame.getByRole('heading', { name: 'Endpoints' }).waitFor()
    await frame.getByText('Of the customer').waitFor()
    expect(await frame.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents()).toEqual([
      ...['Endpoints', 'Events', 'Deliveries', 'Live', 'Dead letters'],
    ])
    expect(await frame.getByRole('link', { name: 'Add endpoint' }).count()).toBe(0)
  })

  test('lets them add an endpoint where their session may', async () => {
    const { frame } = await framed(product, await g5.portalLink({ capabilities: ['view', 'endpoints'] }))
    await frame.getByRole('link', { name: 'Add endpoint' }).first().click()
    await frame.getByLabel('URL').fill(`${g5.deployment.receiver.url}/added`)
    await frame.getByRole('button', { name: 'Add endpoint' }).click()
    await frame.getByText(`${g5.deployment.receiver.url}/added`).first().waitFor()
  })

  test('is for the origins that are listed alone, and the console is for none', async () => {
    const link = await g5.portalLink({ capabilities: ['view'] })
    for (const [server, src] of [
      [stranger, link],
      [product, g5.url('/')],
    ] as const) {
      const { page: outside } = await framed(server, src)
      await expect.poll(() => outside.frame('g5')?.url()).toMatch(/^chrome-error:/)
    }
    g5.meant(/frame-ancestors|Framing/)
  })

  test('says what to do when its link was used before', async () => {
    const link = await g5.portalLink({ capabilities: ['view'] })
    const first = await framed(product, link)
    await first.frame.getByRole('heading', { name: 'Endpoints' }).waitFor()
    const second = await framed(product, link)
    await second.frame.getByText('This link is not good any more').waitFor()
  })

  test('gives whoever steals its session no more than it had', async () => {
    const { id: theirs } = await g5.operator.tenants.create({ name: 'Other', slug: 'other' })
    const { page: outside, frame } = await framed(product, await g5.portalLink({ capabilities: ['view'] }))
    const asked = outside.waitForRequest((one) => one.url().includes('/v1/webhooks/endpoints'))
    await frame.getByRole('heading', { name: 'Endpoints' }).waitFor()
    const token = ((await asked).headers()['authorization'] ?? '').replace('Bearer ', '')
    expect(token).not.toBe('')
    const stolen = createClient({ baseUrl: g5.deployment.url, credential: token, retries: 0 })
    const refused = async (call: PromiseLike<unknown>) => {
      const error = await Promise.resolve(call).then(
        () => undefined,
        (problem: unknown) => problem,
      )
      return error instanceof G5Problem ? error.code : error
    }
    expect(await refused(stolen.endpoints.list({}, { tenant: theirs }))).toBe('not_found')
    expect(await refused(stolen.endpoints.create({ url: 'https://example.com' }))).toBe('forbidden')
    expect(await refused(stolen.users.list())).toBe('forbidden')
    expect(await outside.evaluate(() => document.cookie)).toBe('')
  })
})
