import { randomBytes } from 'node:crypto'
import { createClient, type G5 } from '@g5/sdk'
import { type Deployment, type DeploymentOptions, startDeployment } from '@g5/testing/deployment'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { openBrowser, type Watched, type Window } from './browser.ts'
import { builtConsole } from './built.ts'
import { settled } from './page.ts'

export type Role = 'viewer' | 'on-call' | 'developer' | 'admin' | 'operator'

export interface TestConsole {
  deployment: Deployment
  /** Of the demo tenant, with all of its scopes. */
  g5: G5
  /** Of the deployment. */
  operator: G5
  url(path: string): string
  /** A window of somebody's own, in which nobody is signed in. */
  open(options?: BrowserContextOptions): Promise<Window>
  /** Makes a user of the demo tenant, or an operator, and signs in where `path` leads. */
  signedIn(role: Role, path?: string, options?: BrowserContextOptions): Promise<Window>
  /** Of what went wrong so far: what fits was meant to, and has to be there. */
  meant(what: RegExp): void
  /** A portal link of the demo tenant. */
  portalLink(body: Parameters<G5['portalSessions']['create']>[1]): Promise<string>
}

/**
 * The console of a real deployment, for the tests of one file: Postgres, API, worker, receiver, Chromium. A test in
 * which any page violated the policy, threw or complained has failed.
 */
export function useConsole(options: DeploymentOptions | (() => Promise<DeploymentOptions>) = {}): TestConsole {
  // Whole processes start and stop, and a browser; each wait has its own, shorter deadline.
  vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })
  const watched: Watched = { wrongs: [] }
  let deployment: Deployment
  let browser: Awaited<ReturnType<typeof openBrowser>>
  const windows: Window[] = []
  let people = 0

  beforeAll(async () => {
    const directory = await builtConsole()
    const own = typeof options === 'function' ? await options() : options
    deployment = await startDeployment({ ...own, env: { CONSOLE_DIR: directory, ...own.env } })
    browser = await openBrowser(watched)
  })
  afterEach(async () => {
    await Promise.all(windows.splice(0).map(({ context }) => context.close()))
    expect(watched.wrongs.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await deployment?.stop()
  })

  const client = (credential: string, tenant?: string) =>
    createClient({ baseUrl: deployment.url, credential, ...(tenant && { tenant }) })
  const self: TestConsole = {
    get deployment() {
      return deployment
    },
    get g5() {
      return client(deployment.key)
    },
    get operator() {
      return client(deployment.operatorKey)
    },
    url: (path) => `${deployment.url}/console${path}`,
    async open(own) {
      const window = await browser.open(own)
      windows.push(window)
      return window
    },
    async signedIn(role, path = '/', own) {
      const email = `${role}-${++people}@demo.test`
      const password = randomBytes(12).toString('hex')
      const where = role === 'operator' ? undefined : 'demo'
      const { inviteUrl } = await client(deployment.operatorKey, where).users.create({ email, role })
      const token = new URLSearchParams(new URL(inviteUrl).hash.slice(1)).get('token') ?? ''
      // As a browser that has signed in before; the page where people do has tests of its own.
      const accepted = client(deployment.key).auth.acceptInvite({ token, password, cookie: true })
      const { headers } = await accepted.withResponse()
      const window = await self.open(own)
      await window.context.addCookies([refreshCookie(headers)])
      await window.page.goto(self.url(path))
      await isIn(window.page)
      await settled(window.page) // What comes in moves what is below it, and a press would miss.
      return window
    },
    meant(what) {
      expect(watched.wrongs.filter((wrong) => what.test(wrong))).not.toEqual([])
      watched.wrongs = watched.wrongs.filter((wrong) => !what.test(wrong))
    },
    async portalLink(body) {
      const { url } = await client(deployment.operatorKey).portalSessions.create('demo', body)
      return url
    },
  }
  return self
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await isIn(page)
}

const isIn = (page: Page) =>
  page
    .getByRole('navigation', { name: 'Main' })
    .or(page.getByRole('button', { name: 'Menu' }))
    .first()
    .waitFor()

function refreshCookie(headers: Headers) {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(headers.getSetCookie()[0] ?? '') ?? []
  return { name, value, domain: '127.0.0.1', path: '/v1/auth', httpOnly: true, sameSite: 'Strict' as const }
}
