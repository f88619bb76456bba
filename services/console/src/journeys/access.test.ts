import { createClient } from '@g5/sdk'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { signIn, useConsole } from '../../test/console.ts'

const password = 'correct horse battery staple'
const g5 = useConsole({ env: { SEED_ADMIN_PASSWORD: password } })

const dialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'))
const act = async (page: Page, email: string, item: string) => {
  await page.getByRole('button', { name: `What to do with ${email}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

describe('a user', () => {
  test('comes in by an invite in a browser of their own, which is good once', async () => {
    const email = 'ada@demo.test'
    const { page: admin } = await g5.signedIn('admin', '/settings/users')
    await admin.getByRole('button', { name: 'Invite a user…' }).click()
    await dialog(admin).getByLabel('E-mail').fill(email)
    expect(await dialog(admin).getByRole('radio', { name: 'operator' }).count()).toBe(0)
    await dialog(admin).getByRole('radio', { name: 'developer' }).check()
    await dialog(admin).getByRole('button', { name: 'Make the invite link' }).click()
    const link = (await admin.getByRole('region', { name: 'invite link' }).textContent()) ?? ''
    await admin.getByRole('button', { name: 'I have it' }).click()
    expect(await admin.getByText(link).count()).toBe(0)

    const { page: ada } = await g5.open()
    await ada.goto(link)
    await ada.getByLabel('New password').fill('short')
    await ada.getByRole('button', { name: 'Set password and sign in' }).click()
    await ada.getByLabel('New password').fill(password)
    await ada.getByRole('button', { name: 'Set password and sign in' }).click()
    await ada.getByRole('button', { name: `${email}, developer` }).waitFor()
    expect(ada.url()).not.toContain('token')

    const { page: thief } = await g5.open()
    await thief.goto(link)
    await thief.getByLabel('New password').fill('another horse battery staple')
    await thief.getByRole('button', { name: 'Set password and sign in' }).click()
    await thief.getByText('The invite is unknown, used or expired').waitFor()

    await admin.reload()
    await admin
      .getByRole('row', { name: new RegExp(email) })
      .getByText('Active')
      .waitFor()
    await act(admin, email, 'Change role…')
    await dialog(admin).getByRole('radio', { name: 'viewer' }).check()
    await dialog(admin).getByRole('button', { name: 'Change role' }).click()
    await admin.getByText(`${email} is viewer now`).waitFor()

    await act(admin, email, 'Sign out everywhere…')
    await dialog(admin).getByRole('button', { name: 'Sign out everywhere' }).click()
    await admin.getByText(`${email} is signed out everywhere`).waitFor()
    await ada.goto(g5.url('/events'))
    await signIn(ada, email, password)
    await ada.getByRole('button', { name: `${email}, viewer` }).waitFor()

    await act(admin, email, 'Delete…')
    await dialog(admin).getByText('Their sessions end at once').waitFor()
    await dialog(admin).getByRole('button', { name: 'Delete user' }).click()
    await admin.getByText(`${email} is deleted`).waitFor()
    expect((await g5.operator.users.list({ email })).data).toEqual([])
  })

  test('can’t lock themselves out', async () => {
    const { page } = await g5.signedIn('admin', '/settings/users')
    const own = page.getByRole('row', { name: /\(you\)/ })
    await own.getByRole('button', { name: /What to do with/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out everywhere…' }).waitFor()
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(['Sign out everywhere…'])
  })

  test('changes the password, which ends every other session, and goes on', async () => {
    const [here, elsewhere] = await Promise.all([g5.open(), g5.open()])
    for (const { page } of [here, elsewhere]) {
      await page.goto(g5.url('/settings/account'))
      await signIn(page, 'admin@demo.test', password)
    }
    const change = async (current: string, next: string) => {
      await here.page.getByLabel('Current password').fill(current)
      await here.page.getByLabel('New password').fill(next)
      await here.page.getByRole('button', { name: 'Change password' }).click()
    }
    await change('not the one that I have', 'another horse battery staple')
    await here.page.getByText('Is wrong').waitFor()
    await change(password, 'short')
    await here.page.getByText(/12/).first().waitFor()
    await change(password, 'another horse battery staple')
    await here.page.getByText('Your password is changed').waitFor()
    for (const { page } of [here, elsewhere]) await page.goto(g5.url('/events'))
    await here.page.getByRole('heading', { name: 'Events' }).waitFor()
    await signIn(elsewhere.page, 'admin@demo.test', 'another horse battery staple')
  })
})

describe('an API key', () => {
  test('is made with what it needs, shown once, used, and revoked at once', async () => {
    const { page } = await g5.signedIn('admin', '/settings/api-keys')
    await page.getByRole('button', { name: 'New API key…' }).click()
    const making = page.getByRole('dialog')
    await making.getByLabel('Name').fill('billing service')
    expect(await making.getByRole('checkbox', { name: 'operate' }).count()).toBe(0)
    await making.getByRole('checkbox', { name: 'events:write' }).check()
    await making.getByLabel('Expires').selectOption('30 days')
    await making.getByRole('button', { name: 'Make the key' }).click()
    const secret = (await page.getByRole('region', { name: 'secret' }).textContent()) ?? ''
    expect(await page.getByRole('region', { name: 'curl' }).textContent()).toContain(`Bearer ${secret}`)
    await page.getByRole('button', { name: 'I have it' }).click()
    expect(await page.getByText(secret).count()).toBe(0)

    const made = createClient({ baseUrl: g5.deployment.url, credential: secret, retries: 0 })
    expect((await made.events.post({ type: 'order.placed', payload: {} })).id).toMatch(/^evt_/)
    await expect(made.events.list()).rejects.toMatchObject({ code: 'forbidden' })

    const row = page.getByRole('row', { name: /billing service/ })
    await row.getByText('events:write').waitFor()
    await row.getByRole('button', { name: 'Revoke…' }).click()
    await page.getByRole('alertdialog').getByText('at once and everywhere').waitFor()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke key' }).click()
    await row.getByText('Revoked').waitFor()
    await expect(made.events.post({ type: 'order.placed', payload: {} })).rejects.toMatchObject({
      code: 'unauthorized',
    })
  })
})
