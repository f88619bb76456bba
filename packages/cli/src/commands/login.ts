import { createClient, G5Problem } from '@g5/sdk'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import { UsageError } from '../failures.ts'
import { text } from '../options.ts'
import { usualUrl } from '../profiles/session.ts'
import type { Profile } from '../profiles/store.ts'

export const login = command({
  name: 'login',
  summary: 'Sign in as a user, or with an API key, and keep it as a profile',
  details:
    'Asks for what is not given. A password or a key is typed without being shown, or read from stdin with `-`;\nneither is taken as an argument, where the shell would keep it. Tokens are renewed by themselves.',
  options: {
    email: text('<address>', 'Sign in as this user'),
    password: text('<->', 'Read the password from stdin'),
    key: text('<->', 'Read an API key from stdin, instead of signing in'),
  },
  examples: [
    ['g5 login', 'ask for everything'],
    ['g5 login --url https://webhooks.example.com --profile prod', 'another deployment, under a name of its own'],
    ['printenv G5_KEY | g5 login --key -', 'without a terminal'],
  ],
  json: '{"profile", "url", "name", "tenantId"}',
  async run(context, _args, { email, password, key }) {
    const { globals, env, store, terminal, out } = context
    for (const [flag, value] of Object.entries({ password, key }))
      if (value !== undefined && value !== '-')
        throw new UsageError(`--${flag} takes only \`-\`: a secret on the command line stays in the shell’s history`)
    const name = globals.profile ?? (env['G5_PROFILE'] || 'default')
    const before = store.read().profiles[name]
    const known = globals.url ?? (env['G5_URL'] || undefined)
    const offered = before?.url ?? usualUrl
    const url = cleanUrl(
      known ??
        (terminal.interactive && key === undefined ? (await terminal.ask(`URL [${offered}]: `)) || offered : offered),
    )
    const credential = key === '-' ? { key: await terminal.read('-') } : await entered(context, url, email, password)
    const profile: Profile = { url, ...credential, ...(globals.tenant && { tenant: globals.tenant }) }
    const me = await createClient({ baseUrl: url, credential: profile.key ?? profile.accessToken ?? '' }).auth.me()
    await store.change((profiles) => {
      profiles.profiles[name] = profile
      profiles.current = name
    })
    out.data({ profile: name, url, name: me.name, tenantId: me.tenantId })
    out.line(`${me.name} at ${url}, as profile ${name}`)
  },
})

function cleanUrl(typed: string): string {
  const url = URL.parse(typed)
  if (url && /^https?:$/.test(url.protocol) && !url.username) return typed.replace(/\/+$/, '')
  throw new UsageError(`"${typed}" is no URL of an API, such as https://webhooks.example.com`)
}

async function entered(
  { terminal }: Context,
  url: string,
  email: string | undefined,
  password: string | undefined,
): Promise<Partial<Profile>> {
  if (!terminal.interactive && (password !== '-' || email === undefined))
    throw new UsageError(
      'There is nobody to ask',
      'Give --key -, or --email and --password -, and the secret on stdin.',
    )
  const who = email ?? (await terminal.ask('E-mail, or nothing to give an API key: '))
  if (who === '') return { key: (await terminal.askSecret('API key: ')).trim() }
  const secret = password === '-' ? await terminal.read('-') : await terminal.askSecret('Password: ')
  const { accessToken, refreshToken } = await createClient({ baseUrl: url }).auth.login({
    email: who,
    password: secret,
  })
  return { email: who, accessToken, ...(refreshToken && { refreshToken }) }
}

export const logout = command({
  name: 'logout',
  summary: 'End the login of a profile, and forget it',
  examples: [
    ['g5 logout', 'the profile in use'],
    ['g5 logout --profile prod', 'another one'],
  ],
  async run({ globals, env, store, out }) {
    const name = globals.profile ?? (env['G5_PROFILE'] || store.read().current)
    const profile = await store.change((present) => {
      const found = present.profiles[name]
      delete present.profiles[name]
      return found
    })
    if (!profile) throw new UsageError(`There is no profile "${name}"`, '`g5 profiles list` shows those there are.')
    if (profile.refreshToken) await endSession(profile.url, profile.refreshToken)
    out.line(`Profile ${name} is forgotten.`)
  },
})

async function endSession(url: string, refreshToken: string): Promise<void> {
  try {
    await createClient({ baseUrl: url }).auth.logout({ refreshToken })
  } catch (error) {
    if (!(error instanceof G5Problem && error.status === 401)) throw error // It had ended already.
  }
}
