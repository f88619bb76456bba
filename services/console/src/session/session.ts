import { type AnswerOf, createClient, G5Problem } from '@g5/sdk'

export type Me = AnswerOf<'auth.me'>
export type Scope = Me['scopes'][number]

/** The console is for people who sign in; the portal for whom a link of a customer's product let in. */
export type Door = 'console' | 'portal'

type SessionState =
  | { kind: 'starting' }
  | { kind: 'in'; me: Me }
  /** `ended`: it was in, and its time is over or somebody ended it. */
  | { kind: 'out'; ended: boolean }
  /** Whether it is in nobody can say: the API is not to be reached. */
  | { kind: 'unreachable'; error: unknown }

export interface Session {
  readonly door: Door
  state(): SessionState
  onChange(listener: () => void): () => void
  start(): Promise<void>
  signIn(email: string, password: string): Promise<void>
  acceptInvite(token: string, password: string): Promise<void>
  /** Every other session of this user ends. */
  changePassword(currentPassword: string, password: string): Promise<void>
  signOut(): Promise<void>
  credential(asked: { renew: boolean }): Promise<string>
}

interface Place {
  door: Door
  origin: string
  /** Of a portal link; good once. */
  code: string | undefined
}

/**
 * Who is here. The access token lives in this closure and nowhere else; what outlives the page is a cookie that no
 * script can read. A portal's token has no such cookie: when its page is loaded anew it needs a new link.
 */
export function createSession({ door, origin, code }: Place): Session {
  const anonymous = createClient({ baseUrl: origin })
  const others = door === 'console' ? new BroadcastChannel('g5-session') : undefined
  const listeners = new Set<() => void>()
  let state: SessionState = { kind: 'starting' }
  let token: string | undefined
  let renewing: Promise<string> | undefined

  function become(next: SessionState): void {
    state = next
    if (next.kind === 'out') token = undefined
    for (const tell of listeners) tell()
  }

  async function enter(accessToken: string): Promise<void> {
    token = accessToken
    const me = await createClient({ baseUrl: origin, credential: accessToken }).auth.me()
    become({ kind: 'in', me })
  }

  /** Each refresh token is good once, so the tabs of a browser take turns: whoever waited finds the new cookie. */
  function renew(): Promise<string> {
    renewing ??= navigator.locks
      .request('g5-refresh', async () => {
        token = (await anonymous.auth.refresh({}, { retries: 0 })).accessToken
        return token
      })
      .catch((error: unknown) => {
        if (isRefusal(error)) become({ kind: 'out', ended: state.kind === 'in' })
        throw error
      })
      .finally(() => {
        renewing = undefined
      })
    return renewing
  }

  if (others)
    others.onmessage = ({ data }) => {
      if (data === 'signed-out' && state.kind === 'in') become({ kind: 'out', ended: false })
      if (data === 'signed-in' && state.kind === 'out') void session.start()
    }

  const session: Session = {
    door,
    state: () => state,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async start() {
      try {
        if (door === 'console') await enter(await renew())
        else if (code) await enter((await anonymous.auth.exchangePortalCode({ code })).accessToken)
        else become({ kind: 'out', ended: false })
      } catch (error) {
        become(isRefusal(error) ? { kind: 'out', ended: false } : { kind: 'unreachable', error })
      }
    },
    async signIn(email, password) {
      await enter((await anonymous.auth.login({ email, password, cookie: true })).accessToken)
      others?.postMessage('signed-in')
    },
    async acceptInvite(invite, password) {
      await enter((await anonymous.auth.acceptInvite({ token: invite, password, cookie: true })).accessToken)
      others?.postMessage('signed-in')
    },
    async changePassword(currentPassword, password) {
      const api = createClient({ baseUrl: origin, credential: session.credential })
      token = (await api.auth.changePassword({ currentPassword, password })).accessToken
    },
    async signOut() {
      try {
        await anonymous.auth.logout({})
      } catch (error) {
        if (!isRefusal(error)) throw error // It would go on without anybody seeing it.
      }
      become({ kind: 'out', ended: false })
      others?.postMessage('signed-out')
    },
    async credential({ renew: again }) {
      if (token !== undefined && !again) return token
      if (door === 'console') return renew()
      become({ kind: 'out', ended: state.kind === 'in' })
      throw new Error('The portal session is over.')
    },
  }
  return session
}

const isRefusal = (error: unknown) => error instanceof G5Problem && (error.status === 401 || error.status === 403)
