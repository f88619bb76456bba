import type { PortalSession } from './capabilities.ts'

/** A portal session as it stands in a form. */
export interface Chosen {
  capabilities: PortalSession['capabilities']
  some: boolean
  endpoints: ReadonlySet<string>
  seconds: number
  subject: string
}

export const usual: Chosen = {
  capabilities: ['view', 'endpoints'],
  some: false,
  endpoints: new Set(),
  seconds: 3_600,
  subject: '',
}

export const sessionOf = ({ capabilities, some, endpoints, seconds, subject }: Chosen): PortalSession => ({
  capabilities,
  ...(some && { endpointIds: [...endpoints] }),
  expiresInSeconds: seconds,
  ...(subject.trim() !== '' && { subject: subject.trim() }),
})
