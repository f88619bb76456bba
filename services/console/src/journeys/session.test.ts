import { describe, expect, test } from 'vitest'
import { signIn, useConsole } from '../../test/console.ts'

const g5 = useConsole({ env: { SEED_ADMIN_PASSWORD: 'correct horse battery staple' } })
const password = 'correct horse battery staple'
const email = 'admin@demo.test'

describe('somebody who signs in', () => {
  test('is where the link led them, stays signed in when the page is loaded anew, and leaves no token behind', async () => {
    const { page, context } = await g5.open()
    await page.goto(g5.url('/events?type=order.placed'))
    await signIn(page, email, password)
    expect(page.url()).toBe(g5.url('/events?type=order.placed'))
    await page.reload()
    await page.getByRole('heading', { name: 'Events' }).waitFor()
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    expect(kept).not.toMatch(/eyJ|g5r_|token/i)
    const cookies = await context.cookies(`${g5.deployment.url}/v1/auth/refresh`)
    expect(cookies).toEqual([expect.objectContaining({ name: 'g5_refresh', httpOnly: true, sameSite: 'Strict' })])
    expect(await page.evaluate(() => document.cookie)).toBe('')
  })

  test('is told what is wrong without being told which', async () => {
    const { page } = await g5.open()
    await page.goto(g5.url('/'))
    await page.getByLabel('E-mail').fill('nobody@demo.test')
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('The e-mail or the password is wrong').waitFor()
  })

  test('goes on in ten tabs that are opened at once, since only one of them at a time renews', async () => {
    const { page, context } = await g5.open()
    await page.goto(g5.url('/account'))
    await signIn(page, email, password)
    const tabs = await Promise.all(Array.from({ length: 10 }, () => context.newPage()))
    await Promise.all(tabs.map((tab) => tab.goto(g5.url('/events'))))
    await Promise.all(tabs.map((tab) => tab.getByRole('heading', { name: 'Events' }).waitFor()))
  })

  test('is signed out in every tab by signing out in one', async () => {
    const { page, context } = await g5.open()
    await page.goto(g5.url('/events'))
    await signIn(page, email, password)
    const other = await context.newPage()
    await other.goto(g5.url('/events'))
    await other.getByRole('heading', { name: 'Events' }).waitFor()
    await page.getByRole('button', { name: 'admin@demo.test, admin' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await other.getByRole('heading', { name: 'Sign in to G5' }).waitFor()
    expect(await context.cookies(`${g5.deployment.url}/v1/auth/refresh`)).toEqual([])
  })

  test('finds any page by its name and anything by its id, with the keyboard alone', async () => {
    const event = await g5.g5.events.post({ type: 'found.by.id', payload: {} })
    const { page } = await g5.signedIn('developer', '/endpoints')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Go to' }).fill('dlq')
    await page.keyboard.press('Enter')
    await page.waitForURL(g5.url('/dead-letters'))
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Go to' }).fill(event.id)
    await page.keyboard.press('Enter')
    await page.waitForURL(g5.url(`/events/${event.id}`))
  })

  test('keeps the theme that they chose', async () => {
    const { page } = await g5.signedIn('viewer', '/endpoints')
    await page.getByRole('button', { name: /viewer$/ }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Dark' }).click()
    await page.reload()
    await page.getByRole('heading', { name: 'Endpoints' }).waitFor()
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark')
  })
})
