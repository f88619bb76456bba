import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { newSecret, sign, signingKey, verifyingSecret } from '@g5/core'
import { verifyWebhook } from '@g5/sdk/webhooks'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { curl } from './snippets/curl.ts'
import { snippets } from './snippets/index.ts'
import type { Signing } from './snippets/snippet.ts'

/** Long enough for a compiler on a machine that has other things to do. */
const patienceMs = 120_000
const run = promisify(execFile)
const signings = ['v1', 'v1a'] as const satisfies Signing[]
const sdk = resolve(import.meta.dirname, '../../../../../packages/sdk')

/** With these variables beside those that are there. */
const runWith = (variables: Record<string, string>, command: readonly string[], cwd: string) =>
  run('env', [...Object.entries(variables).map(([name, value]) => `${name}=${value}`), ...command], { cwd })

let place = ''
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'snippets-'))
})
afterAll(() => rm(place, { recursive: true, force: true }))

/** How what was copied is called, in its own language: it prints for each request of cases.json whether it took it. */
interface Driver {
  file: string
  driver: { file: string; code: string }
  run: (readonly [command: string, ...args: string[]])[]
  /** Says whether the language is there at all, with what it needs. */
  probe: (signing: Signing) => readonly [command: string, ...args: string[]]
}

/** What has no interpreter that a test could ask for, C#, is looked at by people alone; curl has tests of its own. */
const drivers: Record<string, Driver> = {
  typescript: {
    file: 'receiver.ts',
    driver: {
      file: 'driver.mjs',
      code: `import { readFileSync, writeFileSync } from 'node:fs'
import { POST } from './receiver.ts'
const taken = []
for (const { headers, body } of JSON.parse(readFileSync('cases.json', 'utf8')))
  taken.push((await POST(new Request('http://localhost/', { method: 'POST', headers, body }))).status === 204)
writeFileSync('taken.json', JSON.stringify(taken))
`,
    },
    run: [[process.execPath, '--conditions=source', 'driver.mjs']],
    probe: () => [process.execPath, '--version'],
  },
  python: {
    file: 'receiver.py',
    driver: {
      file: 'driver.py',
      code: `import json
from receiver import verify
cases = json.load(open("cases.json", encoding="utf-8"))
json.dump([verify(case["headers"], case["body"].encode()) for case in cases], open("taken.json", "w"))
`,
    },
    run: [['python3', 'driver.py']],
    probe: (signing) => ['python3', '-c', signing === 'v1a' ? 'import cryptography' : ''],
  },
  go: {
    file: 'webhooks/webhooks.go',
    driver: {
      file: 'main.go',
      code: `package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"receiver/webhooks"
	"strings"
)

func main() {
	text, _ := os.ReadFile("cases.json")
	var cases []struct {
		Headers map[string]string
		Body    string
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		panic(err)
	}
	taken := []bool{}
	for _, one := range cases {
		request := httptest.NewRequest("POST", "/", strings.NewReader(one.Body))
		for name, value := range one.Headers {
			request.Header.Set(name, value)
		}
		answer := httptest.NewRecorder()
		webhooks.Handle(answer, request)
		taken = append(taken, answer.Code == http.StatusNoContent)
	}
	out, _ := json.Marshal(taken)
	_ = os.WriteFile("taken.json", out, 0o600)
}
`,
    },
    run: [
      ['go', 'mod', 'init', 'receiver'],
      ['go', 'run', '.'],
    ],
    probe: () => ['go', 'version'],
  },
  java: {
    file: 'Webhooks.java',
    driver: {
      file: 'Driver.java',
      // Without a library that reads JSON: one request a line, each part in base64.
      code: `import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class Driver {
  public static void main(String[] args) throws Exception {
    List<String> taken = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("cases.txt"))) {
      String[] parts = line.split(" ");
      Map<String, String> headers = new HashMap<>();
      for (int i = 1; i + 1 < parts.length; i += 2) headers.put(text(parts[i]), text(parts[i + 1]));
      byte[] body = Base64.getDecoder().decode(parts[0]);
      taken.add(String.valueOf(Webhooks.verify(System.getenv("WEBHOOK_SECRET"), headers::get, body)));
    }
    Files.writeString(Path.of("taken.json"), taken.toString());
  }

  static String text(String encoded) throws Exception {
    return new String(Base64.getDecoder().decode(encoded), "UTF-8");
  }
}
`,
    },
    run: [
      ['javac', 'Webhooks.java', 'Driver.java'],
      ['java', '-cp', '.', 'Driver'],
    ],
    probe: () => ['javac', '-version'],
  },
  ruby: {
    file: 'receiver.rb',
    driver: {
      file: 'driver.rb',
      code: `require "json"
require_relative "receiver"
cases = JSON.parse(File.read("cases.json", encoding: "UTF-8"))
File.write("taken.json", JSON.generate(cases.map { |one| genuine_webhook?(one["headers"], one["body"]) }))
`,
    },
    run: [['ruby', 'driver.rb']],
    probe: () => ['ruby', '-e', 'require "openssl"; OpenSSL.method(:secure_compare)'],
  },
  php: {
    file: 'receiver.php',
    driver: {
      file: 'driver.php',
      code: `<?php
require 'receiver.php';
$cases = json_decode(file_get_contents('cases.json'), true);
$take = fn ($one) => verify_webhook(getenv('WEBHOOK_SECRET'), $one['headers'], $one['body']);
file_put_contents('taken.json', json_encode(array_map($take, $cases)));
`,
    },
    run: [['php', 'driver.php']],
    probe: (signing) => ['php', '-r', signing === 'v1a' ? 'sodium_crypto_sign_keypair();' : ''],
  },
}

interface Case {
  what: string
  headers: Record<string, string>
  body: string
  taken: boolean
}

/** A receiver's whole life, signed as the engine signs. */
function casesOf(signing: Signing, secret: string): Case[] {
  const body = '{"ä":"😀","amount":1.10}'
  const now = Math.floor(Date.now() / 1000)
  const [own, other] = [signingKey(secret), signingKey(newSecret(signing))]
  const request = (
    what: string,
    taken: boolean,
    over: Partial<{ at: number; keys: (typeof own)[]; sent: string }> = {},
  ) => {
    const { at = now, keys = [own], sent = body } = over
    const headers = {
      'webhook-id': 'evt_01k71a8700e008000000000001',
      'webhook-timestamp': String(at),
      'webhook-signature': sign(keys, 'evt_01k71a8700e008000000000001', at, body),
    }
    return { what, taken, headers, body: sent }
  }
  const good = request('as it is sent', true)
  const { 'webhook-signature': signature, ...unsigned } = good.headers
  return [
    good,
    request('a rotation, signed by the new secret first', true, { keys: [other, own] }),
    request('four minutes old', true, { at: now - 240 }),
    request('another body', false, { sent: body.replace('1.10', '9.10') }),
    request('the same number, written otherwise', false, { sent: body.replace('1.10', '1.1') }),
    request('another secret', false, { keys: [other] }),
    request('six minutes old', false, { at: now - 360 }),
    request('six minutes from now', false, { at: now + 360 }),
    { ...good, what: 'another id', taken: false, headers: { ...good.headers, 'webhook-id': 'evt_2' } },
    { ...good, what: 'another time', taken: false, headers: { ...good.headers, 'webhook-timestamp': String(now - 1) } },
    { ...good, what: 'no signature', taken: false, headers: unsigned },
    { ...good, what: 'a time that is none', taken: false, headers: { ...good.headers, 'webhook-timestamp': 'soon' } },
    ...['v1', 'v2,', `${signing},`, `${signing},AAAA`, `v9${signature}`, `${signing},§`].map((text) => ({
      ...{ ...good, what: `the signature ${text}`, taken: false },
      headers: { ...good.headers, 'webhook-signature': Buffer.from(text).toString('latin1') },
    })),
  ]
}

const asLine = ({ headers, body }: Case) =>
  [body, ...Object.entries(headers).flat()].map((text) => Buffer.from(text).toString('base64')).join(' ')

async function isThere(signing: Signing, { probe }: Driver): Promise<boolean> {
  const [command, ...args] = probe(signing)
  return run(command, args).then(
    () => true,
    () => false,
  )
}

const runnable = await Promise.all(
  snippets.flatMap((snippet) =>
    signings.map(async (signing) => {
      const driver = drivers[snippet.id]
      return driver ? [{ snippet, signing, driver, there: await isThere(signing, driver) }] : []
    }),
  ),
)

for (const { snippet, signing, driver, there } of runnable.flat())
  test.runIf(there)(
    `${snippet.label}, copied as it is, takes what was signed as ${signing} and recent, and nothing else`,
    { timeout: patienceMs },
    async () => {
      const secret = newSecret(signing)
      const cases = casesOf(signing, secret)
      const folder = join(place, `${snippet.id}-${signing}`)
      await mkdir(dirname(join(folder, driver.file)), { recursive: true })
      await mkdir(join(folder, 'node_modules/@g5'), { recursive: true })
      await symlink(sdk, join(folder, 'node_modules/@g5/sdk'))
      await writeFile(join(folder, driver.file), snippet.code(signing))
      await writeFile(join(folder, driver.driver.file), driver.driver.code)
      await writeFile(join(folder, 'cases.json'), JSON.stringify(cases))
      await writeFile(join(folder, 'cases.txt'), cases.map(asLine).join('\n'))
      for (const command of driver.run) await runWith({ WEBHOOK_SECRET: verifyingSecret(secret) }, command, folder)
      const taken: unknown[] = JSON.parse(await readFile(join(folder, 'taken.json'), 'utf8'))
      expect(cases.map(({ what }, i) => [what, taken[i]])).toEqual(
        cases.map(({ what, taken: wanted }) => [what, wanted]),
      )
    },
  )

test('curl, copied as it is, sends a receiver what the SDK takes for genuine', async () => {
  const received: { headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray()
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
    response.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const secret = newSecret('v1')
  const variables = { WEBHOOK_SECRET: secret, RECEIVER_URL: `http://127.0.0.1:${port}/` }
  await runWith(variables, ['sh', '-c', curl.code('v1')], place)
  const [one] = received
  if (!one) return expect.unreachable()
  expect(await verifyWebhook(one.body, one.headers, secret)).toMatchObject({ payload: { test: true } })
})

test('curl, where the key is public, verifies what was recorded, and nothing else', async () => {
  const secret = newSecret('v1a')
  const at = Math.floor(Date.now() / 1000)
  const signature = sign([signingKey(secret)], 'evt_1', at, '{"a":1}')
  const variables = {
    WEBHOOK_SECRET: verifyingSecret(secret),
    ...{ WEBHOOK_ID: 'evt_1', WEBHOOK_TIMESTAMP: String(at), WEBHOOK_SIGNATURE: signature },
  }
  const verify = () => runWith(variables, ['sh', '-c', curl.code('v1a')], place)
  await writeFile(join(place, 'body.json'), '{"a":1}')
  expect((await verify()).stdout).toContain('Signature Verified Successfully')
  await writeFile(join(place, 'body.json'), '{"a":2}')
  await expect(verify()).rejects.toThrow()
})
