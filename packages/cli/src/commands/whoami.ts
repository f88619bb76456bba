import { command } from '../command.ts'

export const whoami = command({
  name: 'whoami',
  summary: 'Show who you are, where, and what you may do',
  examples: [
    ['g5 whoami', ''],
    ['g5 whoami --json', 'for programs'],
  ],
  json: 'the answer of GET /v1/me, with `url` and `from`',
  async run({ out, g5, session }) {
    const me = await g5.auth.me()
    out.data({ ...me, url: session.url, from: session.from })
    if (out.quiet) return out.value(me.name)
    out.fields([
      ['name', me.name],
      ['kind', me.kind],
      ['role', me.role],
      ['tenant', me.tenantId ?? (session.tenant ? `${session.tenant} (asked for)` : 'the whole deployment')],
      ['scopes', me.scopes.join(' ')],
      ['url', session.url],
      ['from', session.from],
    ])
  },
})
