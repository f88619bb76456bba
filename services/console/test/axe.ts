import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds wrong with a page as it is now, a line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which asks no policy; nothing is added to the page.
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe }
    return inPage.run(document, { resultTypes: ['violations'] })
  })
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) =>
        `${id}: ${help} at ${target.join(' ')} (${failureSummary.split('\n')[1]?.trim()})`,
    ),
  )
}
