import { behaviours, until } from '@g5/testing'
import { expect, test } from 'vitest'
import { useConsole } from '../../test/console.ts'
import { settled } from '../../test/page.ts'

const g5 = useConsole()

/** What strangers write where they can, in the hope that somebody's page takes it for more than text. */
const corpus = [
  '<img src=x onerror="hacked=1">',
  '"><script>hacked=1</script>',
  "'-hacked=1-'",
  '</script><svg onload=hacked=1>',
  'javascript:hacked=1',
  '{{constructor.constructor("hacked=1")()}}',
  ['$', '{hacked=1}'].join(''),
  '<iframe srcdoc="<script>parent.hacked=1</script>">',
  '<style>*{display:none}</style>',
  '\u202Egnp.exe',
  '__proto__',
  'A'.repeat(400),
]
const all = corpus.join(' ')

test('what strangers wrote is text wherever it is shown, and runs nowhere', async () => {
  const { receiver } = g5.deployment
  receiver.behave('/evil', behaviours.status(500, {}, all))
  const endpoint = await g5.g5.endpoints.create({
    url: `${receiver.url}/evil?q=${encodeURIComponent(corpus[0] ?? '')}`,
    description: all.slice(0, 490),
    eventTypes: ['evil.type'],
    headers: { 'x-evil': '<b>no</b>' },
    metadata: { '<b>key</b>': corpus[1] ?? '' },
    filter: { metadata: { evil: { $exists: true } } },
    retrySchedule: [0],
  })
  receiver.behave(`/evil?q=${encodeURIComponent(corpus[0] ?? '')}`, behaviours.status(500, {}, all))
  const event = await g5.g5.events.post({
    type: 'evil.type',
    payload: Object.fromEntries(corpus.map((text, i) => [i % 2 ? text : `k${i}`, text])),
    metadata: { evil: corpus[0] ?? '', other: corpus[3] ?? '' },
  })
  const dead = await until(async () => (await g5.g5.deadLetters.list({ endpointId: endpoint.id })).data[0], {
    ...{ withinMs: 30_000, what: 'the dead letter' },
  })
  await g5.operator.holds.create({ host: 'evil.example', reason: all.slice(0, 490) })
  await g5.g5.apiKeys.create({ name: corpus[1] ?? '', scopes: ['read'] })
  await g5.g5.eventTypes.create({ name: 'evil.type', description: all, examples: [{ text: all }] })
  await g5.operator.tenants.update('demo', { name: '<b>Demo</b>' })

  const { page } = await g5.signedIn('operator', '/?tenant=demo')
  page.on('dialog', (dialog) => {
    throw new Error(`a dialog: ${dialog.message()}`)
  })
  const visit = async (path: string) => {
    await page.goto(g5.url(`${path}${path.includes('?') ? '&' : '?'}tenant=demo`))
    await settled(page)
    const state = await page.evaluate(() => ({
      hacked: 'hacked' in globalThis,
      hrefs: [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href') ?? ''),
      made: document.querySelectorAll('main :is(script, iframe, style, b, img[src="x"])').length,
      text: document.body.textContent ?? '',
    }))
    expect([path, state.hacked, state.made]).toEqual([path, false, 0])
    expect(state.hrefs.filter((href) => /^\s*(javascript|data|vbscript):/i.test(href))).toEqual([])
    expect(state.hrefs.filter((href) => /^https?:/.test(href) && !href.startsWith(g5.deployment.url))).toEqual([])
    return state.text
  }

  const texts: Record<string, string> = {}
  for (const path of [
    ...['/', '/endpoints', `/endpoints/${endpoint.id}`, `/endpoints/${endpoint.id}?tab=configuration`],
    ...[
      `/endpoints/${endpoint.id}?tab=verify`,
      '/events',
      `/events/${event.id}`,
      '/deliveries',
      `/deliveries/${dead.id}`,
    ],
    ...[`/deliveries/${dead.id}?attempt=1`, '/dead-letters', '/incident', '/settings/event-types'],
    ...[
      '/settings/event-types/evil.type',
      '/settings/api-keys',
      '/settings/tenants',
      '/settings/audit',
      '/settings/portal',
    ],
  ])
    texts[path] = await visit(path)
  expect(texts[`/events/${event.id}`]).toContain('<img src=x onerror=')
  expect(texts[`/deliveries/${dead.id}?attempt=1`]).toContain('"><script>hacked=1</script>')
  expect(texts['/incident']).toContain('<svg onload=hacked=1>')
  expect(texts['/settings/tenants']).toContain('<b>Demo</b>')
})
