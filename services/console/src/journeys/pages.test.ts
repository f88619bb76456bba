import { beforeAll, expect, test } from 'vitest'
import { axeFindings } from '../../test/axe.ts'
import { useConsole } from '../../test/console.ts'
import { type Furnished, furnish } from '../../test/furnished.ts'
import { overflowOf, settled } from '../../test/page.ts'
import { screen, screensAreWanted } from '../../test/screens.ts'

const g5 = useConsole()
let furnished: Furnished
beforeAll(async () => {
  furnished = await furnish(g5)
})

const asked = [
  { theme: 'light', width: 360 },
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 1280 },
  { theme: 'light', width: 2560 },
  // For people to look at: a theme changes colours alone, and they have been judged by then.
  ...(screensAreWanted
    ? ([
        { theme: 'dark', width: 360 },
        { theme: 'dark', width: 2560 },
      ] as const)
    : []),
] as const

test.each(asked)('every page is without a finding of axe and fits, $theme and $width pixels wide', async (pass) => {
  const { theme, width } = pass
  const { page } = await g5.signedIn('operator', '/?tenant=demo', {
    ...{ colorScheme: theme, viewport: { width, height: 900 } },
  })
  const found: string[] = []
  for (const [name, path] of Object.entries(furnished.pages)) {
    await page.goto(g5.url(`${path}${path.includes('?') ? '&' : '?'}tenant=demo`))
    await settled(page)
    await screen(page, `${name}-${theme}-${width}`)
    found.push(...(await axeFindings(page)).map((finding) => `${name}: ${finding}`))
    const over = await overflowOf(page)
    if (over > 0) found.push(`${name}: ${over} pixels wider than the window`)
  }
  expect(found).toEqual([])
})
