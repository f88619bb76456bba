import { existsSync } from 'node:fs'

/** Debian's, unless told; playwright's own download is a browser that nobody here keeps up to date. */
export const chromium = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** Undefined: it is there. */
export const missingChromium = existsSync(chromium) ? undefined : `there is no ${chromium}`
