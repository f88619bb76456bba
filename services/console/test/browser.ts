import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  chromium as playwright,
} from 'playwright-core'
import { chromium } from './chromium.ts'

/** What a page must never do, whatever a test does with it. */
export interface Watched {
  /** Violations of the content security policy, errors that nobody caught, and what was written to the console. */
  wrongs: string[]
}

export interface Window {
  context: BrowserContext
  page: Page
}

/** Milliseconds after which a page that does not do what was waited for is a failure. */
const patienceMs = 15_000

/** A Chromium whose pages all are watched. */
export async function openBrowser(watched: Watched) {
  const browser: Browser = await playwright.launch({
    executablePath: chromium,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })

  async function open(options: BrowserContextOptions = {}): Promise<Window> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
    context.setDefaultTimeout(patienceMs)
    await context.exposeBinding('violated', (_source, what: string) => void watched.wrongs.push(what))
    await context.addInitScript(() => {
      addEventListener(
        'securitypolicyviolation',
        ({ effectiveDirective, blockedURI, sourceFile, lineNumber, sample }) => {
          const { violated } = globalThis as unknown as { violated(what: string): void }
          violated(`CSP ${effectiveDirective}: ${blockedURI} at ${sourceFile}:${lineNumber} ${sample}`)
        },
      )
    })
    context.on('weberror', (error) => watched.wrongs.push(`uncaught: ${error.error().stack ?? error.error().message}`))
    context.on('console', (message) => {
      // A refusal that the page handles is told by the browser all the same.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
        watched.wrongs.push(`console: ${message.text()}`)
    })
    return { context, page: await context.newPage() }
  }

  return { open, close: () => browser.close() }
}
