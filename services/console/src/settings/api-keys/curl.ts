import type { AnswerOf } from '@g5/sdk'

type MadeKey = Pick<AnswerOf<'apiKeys.create'>, 'secret' | 'scopes'>

/**
 * The first call with a key: an event where it may send one, and else who it is.
 * @param ofTheDeployment it names no tenant, and would have to for an event
 */
export function curlWith({ secret, scopes }: MadeKey, origin: string, ofTheDeployment: boolean): string {
  const credential = `  -H 'Authorization: Bearer ${secret}'`
  if (ofTheDeployment || !(scopes.includes('*') || scopes.includes('events:write')))
    return [`curl ${origin}/v1/me \\`, credential].join('\n')
  return [
    `curl ${origin}/v1/events \\`,
    `${credential} \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '{"type": "invoice.paid", "payload": {"amount": 42}}'`,
  ].join('\n')
}
