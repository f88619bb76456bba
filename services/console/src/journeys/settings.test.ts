import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { useConsole } from '../../test/console.ts'

const g5 = useConsole()

describe('an event type', () => {
  test('is declared with a schema, held against payloads, changed in a new version, archived and deleted', async () => {
    const { page } = await g5.signedIn('developer', '/settings/event-types')
    await page.getByRole('link', { name: 'New event type' }).click()
    await page.getByLabel('Name').fill('order.placed')
    await page.getByLabel('JSON Schema').fill('{"type": "object", "propertes": {}}')
    await page.getByRole('button', { name: 'Declare event type' }).click()
    await page.getByRole('alert').getByText('/schema/propertes').waitFor()
    await page.getByLabel('JSON Schema').fill('{"type": "object", "properties": {"amount": {"type": "number"}}}')
    await page.getByRole('button', { name: 'Declare event type' }).click()
    await page.waitForURL(/settings\/event-types\/order\.placed/)

    await page.getByRole('textbox', { name: 'Payload' }).fill('{"amount": "1"}')
    await page.getByRole('button', { name: 'Validate' }).click()
    await page.getByText('This payload does not fit').waitFor()
    await page.getByRole('alert').getByText('/amount').waitFor()
    await page.getByRole('textbox', { name: 'Payload' }).fill('{"amount": 1}')
    await page.getByRole('button', { name: 'Validate' }).click()
    await page.getByText('This payload fits').waitFor()

    await page
      .getByLabel('JSON Schema')
      .fill('{"type": "object", "required": ["amount"], "properties": {"amount": {"type": "number"}}}')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('the schema is version 2 now').waitFor()
    const changed = page.getByRole('region', { name: 'What version 2 changed' })
    await changed.getByText('"required": [').waitFor()

    await page.getByRole('button', { name: 'Archive…' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Archive' }).click()
    await page.getByRole('button', { name: 'Use again' }).waitFor()
    await page.getByRole('button', { name: 'Delete…' }).click()
    await page.getByRole('alertdialog').getByText('All 2 versions').waitFor()
    await page.getByRole('button', { name: 'Delete event type' }).click()
    await page.getByText('No event type is declared yet').waitFor()
  })

  test('comes from an OpenAPI document, which says first what it would make; and goes into one', async () => {
    const document = {
      openapi: '3.1.0',
      info: { title: 'x', version: '1' },
      webhooks: {
        'invoice.paid': { post: { requestBody: { content: { 'application/json': { schema: { type: 'object' } } } } } },
      },
    }
    const { page } = await g5.signedIn('developer', '/settings/event-types')
    await page.getByRole('button', { name: 'Import…' }).click()
    await page.getByLabel('OpenAPI document').fill(JSON.stringify(document))
    await page.getByRole('button', { name: 'Show what it would do' }).click()
    await page.getByText('1 will be made, 0 changed').waitFor()
    expect((await g5.g5.eventTypes.list()).data).toEqual([])
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('link', { name: 'invoice.paid' }).waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download OpenAPI' }).click(),
    ])
    const saved: unknown = JSON.parse(await readFile(await download.path(), 'utf8'))
    expect(saved).toMatchObject({ openapi: '3.1.0', webhooks: { 'invoice.paid': {} } })
  })
})

test('a tenant is made, limited, suspended, and erased once its slug is typed, until it is gone', async () => {
  const { page } = await g5.signedIn('operator', '/settings/tenants')
  await page.getByRole('button', { name: 'New tenant…' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Acme Inc.')
  await page.getByRole('button', { name: 'Make the tenant' }).click()
  await page.getByRole('heading', { level: 1, name: 'Acme Inc.' }).waitFor()
  await page.getByLabel('Events a second').fill('many')
  await page.getByText('Must be a whole number').waitFor()
  await page.getByLabel('Events a second').fill('50')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved; it holds from now on').waitFor()
  expect((await g5.operator.tenants.get('acme-inc')).limits.eventsPerSecond).toBe(50)

  await page.getByRole('button', { name: 'Suspend…' }).click()
  await page.getByRole('alertdialog').getByText('nothing is lost').waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Suspend' }).click()
  await page.getByText('This tenant is suspended').waitFor()

  await page.getByRole('button', { name: 'Delete…' }).click()
  const erase = page.getByRole('button', { name: 'Delete and erase' })
  expect(await erase.getAttribute('aria-disabled')).toBe('true')
  await page.getByLabel('Type acme-inc to go on').fill('acme-inc')
  await erase.click()
  await page.getByRole('heading', { name: 'Being erased', exact: true }).waitFor()
  // It waits until nothing that had begun before can still be under way.
  await g5.deployment.sql`update erasures set started_at = started_at - interval '1 hour'`
  await page.getByText('Acme Inc. is gone').waitFor()
})

test('the audit log is narrowed in the address, shows what was before and after, and is exported to its end', async () => {
  const { data } = await g5.operator.tenants.list()
  const demo = data.find(({ slug }) => slug === 'demo')
  await g5.operator.tenants.update(demo?.id ?? '', { limits: { endpoints: 7 } })
  const { page } = await g5.signedIn('admin', '/settings/audit?action=tenant.updated')
  await page.getByRole('link', { name: 'tenant.updated' }).click()
  const entry = page.getByRole('dialog')
  await entry.getByRole('region', { name: 'Before and after of limits' }).getByText('"endpoints": 7').waitFor()
  expect(page.url()).toContain('entry=aud_')
  await page.keyboard.press('Escape')
  await entry.waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: 'Export…' }).click()
  await page.getByText('1 entries, and the last line says that this is all of them').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the file' }).click(),
  ])
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { action: 'tenant.updated' },
    { complete: true, entries: 1 },
  ])
})

test('a portal link is made with what was chosen, opens in a tab of its own, and ends when all are ended', async () => {
  const { page, context } = await g5.signedIn('operator', '/settings/portal?tenant=demo')
  await page.getByRole('checkbox', { name: 'endpoints' }).uncheck()
  await page.getByLabel('Subject').fill('ada@customer.example')
  const guide = page.getByRole('region', { name: 'TypeScript' })
  expect(await guide.textContent()).toMatch(/"capabilities": \[\s*"view"\s*\]/)
  await page.getByRole('button', { name: 'Make a link' }).click()
  const [portal] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Preview in a new tab' }).click(),
  ])
  await portal.getByRole('link', { name: 'Endpoints' }).waitFor()
  await page.getByRole('button', { name: 'End all sessions…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'End all sessions' }).click()
  await page.getByText('All portal sessions of demo have ended').waitFor()
  await portal.getByRole('link', { name: 'Events' }).click()
  await portal.getByText('This session has ended').waitFor()
})
