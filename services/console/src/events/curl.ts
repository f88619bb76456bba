/**
 * The same request for a shell. The key is left to a variable: what is copied ends up in chats and histories.
 * @param body JSON
 */
export function curlOf(origin: string, body: string, tenant?: string): string {
  return [
    `curl -X POST ${quoted(`${origin}/v1/events`)}`,
    // Double quotes, so that the shell puts the variable in.
    '-H "Authorization: Bearer $G5_API_KEY"',
    ...(tenant === undefined ? [] : [`-H ${quoted(`X-Tenant-Id: ${tenant}`)}`]),
    "-H 'Content-Type: application/json'",
    `-d ${quoted(body)}`,
  ].join(' \\\n  ')
}

/** Nothing within single quotes means anything to a shell, save a single quote. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
