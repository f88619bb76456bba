import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

export const screensAreWanted = process.env['G5_SCREENS'] !== undefined
const directory = fileURLToPath(new URL('../screens', import.meta.url))

/** A picture of the page as it is, for people to look at: `pnpm screens` asks for them. */
export async function screen(page: Page, name: string): Promise<void> {
  if (!screensAreWanted) return
  await mkdir(directory, { recursive: true })
  await page.screenshot({ path: join(directory, `${name}.png`), animations: 'disabled' })
}

/** A number that somebody asked for by the environment. */
export function said(name: 'G5_ROWS'): number | undefined {
  const text = process.env[name]
  return text === undefined ? undefined : Number(text)
}
