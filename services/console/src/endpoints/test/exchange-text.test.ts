import { expect, test } from 'vitest'
import { answerText, formatted, phasesOf, requestText } from './exchange-text.ts'

test('a request and an answer are shown as HTTP writes them', () => {
  const request = { url: 'https://example.com:8443/hooks?a=1', headers: { 'webhook-id': 'evt_1' }, body: '{}' }
  expect(requestText(request)).toBe('POST /hooks?a=1 HTTP/1.1\nhost: example.com:8443\nwebhook-id: evt_1')
  expect(answerText({ status: 503, headers: { 'retry-after': '5' }, body: '' })).toBe('HTTP/1.1 503\nretry-after: 5')
})

test('an answer that is JSON is indented, and any other is as it came', () => {
  expect(formatted('{"a":1}')).toBe('{\n  "a": 1\n}')
  expect(formatted('<b>no</b>')).toBe('<b>no</b>')
})

test('phases are told by their own length, and one that did not happen takes no time of the next', () => {
  const timings = { dnsMs: 5, connectMs: 15, tlsMs: null, firstByteMs: 45 }
  expect(phasesOf(timings, 50)).toEqual([
    ['DNS', 5],
    ['Connect', 10],
    ['TLS', null],
    ['First byte', 30],
    ['Body', 5],
  ])
})
