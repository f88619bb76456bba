import { z } from 'zod'

const manifest = z.object({
  id: z.uuid(),
  file: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  sizeBytes: z.int(),
  /** Of the file as it lies there. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  encrypted: z.boolean(),
  /** Major versions. */
  serverVersion: z.int(),
  toolVersion: z.int(),
  /** SHA-256 of each that the database had, oldest first. */
  migrations: z.array(z.string()),
  counts: z.record(z.string(), z.int()),
})

/** What is known of a backup without opening it; it lies beside the file, written last. */
export type Manifest = z.infer<typeof manifest>

export const manifestOf = (file: string) => `${file}.json`
export const checksumOf = (file: string) => `${file}.sha256`

/** @returns undefined for what is no manifest */
export function parseManifest(text: string): Manifest | undefined {
  try {
    return manifest.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
