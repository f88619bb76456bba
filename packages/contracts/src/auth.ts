import { z } from 'zod'
import { id } from './ids.ts'
import { role, scope } from './scopes.ts'

const email = z
  .email()
  .max(254)
  .meta({ examples: ['ada@example.com'] })

const cookie = z.boolean().optional().meta({
  description: 'For browsers: the refresh token comes in an HttpOnly cookie instead of the body',
})

export const login = z
  .strictObject({ email, password: z.string().min(1).max(1024), cookie })
  .meta({ id: 'Login', examples: [{ email: 'ada@example.com', password: 'correct horse battery staple' }] })

export const session = z
  .strictObject({
    accessToken: z.string(),
    refreshToken: z.string().optional().meta({
      description: 'Good once. Left out when it is in a cookie, and when the one that the caller has stays good',
    }),
    expiresIn: z.int().meta({ description: 'Seconds the access token lives' }),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof session>

export const refresh = z
  .strictObject({
    refreshToken: z.string().min(1).max(200).optional().meta({ description: 'The one of the cookie, when left out' }),
  })
  .meta({ id: 'Refresh', examples: [{ refreshToken: 'g5r_4kq0h5zNnWl2yCkP0m2Zr7yq6yQ8b1m9QvT3xLk0aJc' }] })

/** A password that is set from now on. */
const newPassword = z.string().min(12).max(1024)

export const acceptInvite = z
  .strictObject({ token: z.string().min(1).max(200), password: newPassword, cookie })
  .meta({ id: 'AcceptInvite', examples: [{ token: 'g5i_8Jq2', password: 'correct horse battery staple' }] })

export const changePassword = z
  .strictObject({ currentPassword: z.string().min(1).max(1024), password: newPassword })
  .meta({
    id: 'ChangePassword',
    examples: [{ currentPassword: 'correct horse', password: 'correct horse battery staple' }],
  })

export const portalExchange = z
  .strictObject({ code: z.string().min(1).max(200) })
  .meta({ id: 'PortalExchange', examples: [{ code: 'g5c_8Jq2' }] })

export const portalToken = z
  .strictObject({ accessToken: z.string(), expiresIn: z.int().meta({ description: 'Seconds until the session ends' }) })
  .meta({ id: 'PortalToken' })

export const me = z
  .strictObject({
    kind: z.enum(['user', 'api_key', 'operator', 'portal']),
    id: z.string().nullable(),
    name: z.string(),
    role: role.nullable(),
    tenantId: id('tenant').nullable(),
    scopes: z.array(scope),
    endpointIds: z.array(id('endpoint')).nullable().meta({ description: 'What it sees; null: all endpoints' }),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>
