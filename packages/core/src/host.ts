/**
 * The host of a URL, or a host alone, as the URL parser writes it: in lower case, international names in Punycode,
 * without port and without the dot of the root. Undefined for what is neither.
 */
export function hostOf(urlOrHost: string): string | undefined {
  const url = URL.parse(urlOrHost) ?? URL.parse(`http://${urlOrHost}`)
  return url?.hostname.replace(/\.$/, '') || undefined
}
