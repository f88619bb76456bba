import { expect, test, vi } from 'vitest'
import { queueBackends } from '../index.ts'
import { stage } from './steps.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const { deployOn } = stage()
const [backend] = queueBackends().filter(({ missing }) => !missing)
if (!backend) throw new Error('there is no queue backend to test with')

test('whatever becomes of a delivery, no log says what was in it, what came back, or what it was signed with', async () => {
  const planted = {
    payload: 'planted-payload',
    header: 'planted-header',
    answer: 'planted-answer',
    query: 'planted-query',
  }
  const deployment = await deployOn(backend, { env: { LOG_LEVEL: 'trace', RETRY_SCHEDULE: '0,0' } })
  const settings = { headers: { 'x-token': planted.header } }
  const secrets: string[] = []
  for (const path of ['/good', '/bad', '/cut']) {
    const id = await deployment.endpoint(`${path}?token=${planted.query}`, settings)
    const { body } = await deployment.call<{ secret: string }>('GET', `/v1/webhooks/endpoints/${id}/secret`)
    secrets.push(body.secret)
  }
  await deployment.endpoint('/transformed', { transform: '$error(payload.card)' })
  const at = (path: string) => `${path}?token=${planted.query}`
  deployment.receiver.behave(at('/bad'), (_request, response) => {
    response.writeHead(500, { 'x-answer': planted.answer }).end(planted.answer)
  })
  deployment.receiver.behave(at('/cut'), (request) => request.socket.destroy())
  await deployment.post('secrecy.test', { card: planted.payload })
  expect(await deployment.settled()).toEqual({ delivered: 1, dead: 3 })
  await deployment.workers[0]?.stop()
  await deployment.api.stop()

  const services = [deployment.api, ...deployment.workers]
  const log = services.flatMap(({ lines }) => lines.map((line) => JSON.stringify(line))).join('\n')
  for (const error of ['http_server_error', 'connection_reset', 'transform_failed']) expect(log).toContain(error)
  const signatures = deployment.receiver.requests.map(({ headers }) => String(headers['webhook-signature']))
  const confidential = [...Object.values(planted), ...secrets, ...signatures, deployment.key]
  expect(confidential.filter((one) => log.includes(one))).toEqual([])
})
