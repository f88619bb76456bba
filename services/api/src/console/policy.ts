import { type Directives, securityHeaders } from '../plugins/security-headers.ts'

/** What a page of the console may do: run and load what lies here, and ask the API. Nothing inline, no other host. */
const directives: Directives = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  ...{ requireTrustedTypesFor: ["'script'"], trustedTypes: ["'none'"] },
}

/** The path as it came: what is written otherwise and means the same is no address of the portal's, and is not framed. */
const isPortal = (url: string) => /^\/console\/portal(?=[/?]|$)/.test(url)

/**
 * The headers of the console's answers by their URL: one policy, and a door that may be framed.
 * @param portalFrameAncestors host sources of whose pages may frame the portal; none: nobody's
 */
export async function consoleHeaders(
  hsts: boolean,
  portalFrameAncestors: readonly string[],
): Promise<(url: string) => Readonly<Record<string, string>>> {
  const framedBy = (frameAncestors: readonly string[]) => securityHeaders({ hsts, directives, frameAncestors })
  const [elsewhere, portal] = await Promise.all([framedBy([]), framedBy(portalFrameAncestors)])
  return (url) => (isPortal(url) ? portal : elsewhere)
}
