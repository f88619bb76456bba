import type { Deps } from './deps.ts'

/**
 * A page of the console, with a secret for it. That stands behind the `#`, which browsers keep to themselves: it comes
 * into no log and no Referer.
 * @param origin that the request came to
 */
export function consoleLink(
  { config }: Pick<Deps, 'config'>,
  origin: string,
  page: 'accept-invite' | 'portal',
  secrets: Record<string, string>,
): string {
  const base = config.publicUrl ?? origin
  return `${base.replace(/\/+$/, '')}/console/${page}#${new URLSearchParams(secrets)}`
}
