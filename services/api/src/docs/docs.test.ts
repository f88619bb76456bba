import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { routes } from '../routes.ts'

interface Document {
  openapi: string
  paths: Record<string, Record<string, { responses: Record<string, unknown>; summary: string }>>
  webhooks: Record<string, unknown>
  components: { schemas: Record<string, unknown> }
}

let api: TestApi
let document: Document
beforeAll(async () => {
  api = await testApi()
  document = (await api.call<Document>('GET', '/v1/openapi.json', { as: null })).body
})
afterAll(() => api.close())

test('the document is OpenAPI 3.1 and has every route, and what a receiver gets', () => {
  expect(document.openapi).toBe('3.1.0')
  const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const declared = routes.map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`)
  expect(documented.sort()).toEqual(declared.sort())
  expect(Object.keys(document.webhooks)).toEqual(['event', 'operational'])
})

test('each reference in it leads somewhere, and no schema was left empty that should not be', () => {
  const references = new Set(JSON.stringify(document).match(/#\/components\/schemas\/\w+/g))
  for (const reference of references)
    expect(document.components.schemas).toHaveProperty(reference.split('/').at(-1) ?? '')
  expect(references.size).toBeGreaterThan(10)
  for (const methods of Object.values(document.paths))
    for (const { responses, summary } of Object.values(methods)) {
      expect(Object.keys(responses).some((status) => status < '400')).toBe(true)
      expect(summary).not.toBe('')
    }
})

test('the reference is served from here alone, under a policy that lets nothing else in', async () => {
  const page = await api.call('GET', '/docs/', { as: null })
  expect(page.status).toBe(200)
  const [, script = ''] = /<script src="([^"]+)"/.exec(page.text) ?? []
  const loaded = await api.server.inject({ url: new URL(script, 'http://here/docs/').pathname })
  expect(loaded.statusCode).toBe(200)
  expect(page.text).not.toMatch(/(src|href)="https?:/)
  const policy = String(page.headers['content-security-policy'])
  for (const rule of ["default-src 'none'", "script-src 'self'", "connect-src 'self'"]) expect(policy).toContain(rule)
  expect(policy).not.toMatch(/https?:|\*/)
  expect(loaded.headers['content-type']).toContain('javascript')
})

test('the front page leads to it, and to health', async () => {
  const { text } = await api.call('GET', '/', { as: null })
  for (const link of ['/docs/', '/v1/openapi.json', '/v1/health']) {
    expect(text).toContain(`href="${link}"`)
    expect((await api.call('GET', link, { as: null })).status).toBe(200)
  }
})
