import { expect, test } from 'vitest'
import { hostOf } from './host.ts'

test.each([
  ['https://Hooks.Example.COM/a?b=c', 'hooks.example.com'],
  ['https://hooks.example.com:8443/', 'hooks.example.com'],
  ['https:hooks.example.com', 'hooks.example.com'],
  ['https://hooks.example.com./a', 'hooks.example.com'],
  ['Hooks.Example.COM', 'hooks.example.com'],
  ['https://bücher.example', 'xn--bcher-kva.example'],
  ['BÜCHER.example', 'xn--bcher-kva.example'],
  ['https://127.1/', '127.0.0.1'],
  ['2130706433', '127.0.0.1'],
  ['https://[2001:DB8::1]:443/', '[2001:db8::1]'],
  ['[2001:db8:0::1]', '[2001:db8::1]'],
  ['not a host', undefined],
  ['', undefined],
])('the host of %j is %j', (text, host) => {
  expect(hostOf(text)).toBe(host)
})
