import { pretty } from '../../ui/pretty.ts'
import type { PortalSession } from './capabilities.ts'

interface Embed {
  /** Of the API, such as `https://hooks.example.com`. */
  origin: string
  /** Its id, uid or slug. */
  tenant: string
  session: PortalSession
}

/** How a product's server makes a link, by hand. */
export function curlOf({ origin, tenant, session }: Embed): string {
  return [
    `curl ${origin}/v1/tenants/${encodeURIComponent(tenant)}/portal-sessions \\`,
    '  -H "Authorization: Bearer $G5_API_KEY" \\',
    "  -H 'Content-Type: application/json' \\",
    `  -d ${quoted(JSON.stringify(session))}`,
  ].join('\n')
}

/** Within single quotes a shell takes everything as it is, save the quote itself. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** The same with the SDK. */
export function typescriptOf({ origin, tenant, session }: Embed): string {
  return `import { createClient } from '@g5/sdk'

const g5 = createClient({
  baseUrl: ${JSON.stringify(origin)},
  credential: process.env.G5_API_KEY ?? '', // of the deployment, with the scope portal:create
})

/** One for each time that the page is shown: a link is good once. */
export async function portalUrl(): Promise<string> {
  const { url } = await g5.portalSessions.create(${JSON.stringify(tenant)}, ${indented(pretty(session))})
  return url
}`
}

const indented = (text: string) => text.replaceAll('\n', '\n  ')

/**
 * What a product's page has. Without `allow-same-origin` the portal could not reach its own API; the page around it is
 * of another origin, so that lets it no further than itself.
 */
export const iframeText = `<iframe
  src="THE URL THAT YOUR SERVER MADE"
  title="Webhooks"
  sandbox="allow-scripts allow-same-origin allow-forms allow-downloads"
  allow="clipboard-write"
  referrerpolicy="no-referrer"
  style="width: 100%; height: 800px; border: 0"
></iframe>`
