import { z } from 'zod'
import { id } from './ids.ts'
import { role, scope } from './scopes.ts'

export const login = z
  .strictObject({ email: z.email().max(254), password: z.string().min(1).max(1024) })
  .meta({ id: 'Login', examples: [{ email: 'ada@example.com', password: 'correct horse battery staple' }] })

export const session = z
  .strictObject({
    accessToken: z.string(),
    refreshToken: z.string(),
    expiresIn: z.int().meta({ description: 'Seconds the access token lives' }),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof session>

export const refresh = z
  .strictObject({ refreshToken: z.string().min(1).max(200) })
  .meta({ id: 'Refresh', examples: [{ refreshToken: 'g5r_4kq0h5zNnWl2yCkP0m2Zr7yq6yQ8b1m9QvT3xLk0aJc' }] })

export const me = z
  .strictObject({
    kind: z.enum(['user', 'api_key', 'operator']),
    id: z.string().nullable(),
    name: z.string(),
    role: role.nullable(),
    tenantId: id('tenant').nullable(),
    scopes: z.array(scope),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>
