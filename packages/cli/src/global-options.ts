/** Of all commands. */
export const globalOptions: readonly (readonly [flags: string, summary: string])[] = [
  ['--json', 'print JSON, for programs'],
  ['-q, --quiet', 'print ids and secrets alone'],
  ['--url <url>', 'where the API is (G5_URL)'],
  ['--tenant <tenant>', 'id, uid or slug, for a credential of the deployment (G5_TENANT)'],
  ['--profile <name>', 'which login to use (G5_PROFILE)'],
  ['--verbose', 'show where a fault of this command came from (DEBUG)'],
  ['--no-color', 'no colours (NO_COLOR)'],
]
