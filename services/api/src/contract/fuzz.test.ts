import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pathFor } from '../../test/contract/makers.ts'
import { operations, streams } from '../../test/contract/operations.ts'
import { type FuzzedRequest, requestsOf } from '../../test/contract/request.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

/** Milliseconds for all routes together. */
const budgetMs = 45_000
const fuzzed = operations.filter((one) => !streams(one))
/** Another one each run; a run that failed says its own. */
const seed = randomInt(2 ** 31)

/** Operations that took at least one of their requests. */
const reached = new Set<string>()
let api: TestApi
beforeAll(async () => {
  api = await testApi({ resolve: async () => ['93.184.215.14'] })
})
afterAll(() => api.close())

test.each(fuzzed.map((one) => [one.id, one] as const))(
  '%s: whatever comes in, what goes out is documented, and never a fault of ours',
  async (_id, operation) => {
    const path = await pathFor(operation, api, api.tenant)
    const property = fc.asyncProperty(requestsOf(operation, path), fc.boolean(), async (request, operates) => {
      const { status, text } = await ask(operation.method, request, operates)
      expect(status < 500 ? '' : text).toBe('')
      if (status < 300) reached.add(operation.id)
      // The answer itself was held against the document on its way out.
      const faults = [...api.held.faults].join('\n')
      api.held.faults.clear()
      expect(faults).toBe('')
    })
    await fc.assert(property, {
      seed,
      numRuns: 200,
      interruptAfterTimeLimit: budgetMs / fuzzed.length,
      ignoreEqualValues: true,
      reporter: (run) => {
        if (run.failed) throw new Error(`${fc.defaultReportMessage(run)}\n${run.errorInstance}`)
      },
    })
  },
)

test('most of them took some of it, so the walk was not all at their doors', () => {
  expect(reached.size / fuzzed.length).toBeGreaterThan(0.8)
})

/** The operator key can't be revoked, whatever is asked; the tenant's own key may be by then. */
function ask(method: string, { path, headers, raw }: FuzzedRequest, operates: boolean) {
  return api.call(method, path, {
    as: operates ? api.operatorKey : api.tenant.key,
    headers: { ...(operates && { 'x-tenant-id': api.tenant.publicId }), ...headers },
    ...(raw !== undefined && { raw }),
  })
}
