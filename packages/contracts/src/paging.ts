import { z } from 'zod'

export const time = z.iso.datetime({ precision: 3 }).meta({ examples: ['2026-01-31T12:00:00.000Z'] })

/** A moment in a query: RFC 3339 with any offset. */
export const timeFilter = z.iso.datetime({ offset: true }).meta({ examples: ['2026-01-31T13:00:00+01:00'] })

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(250).default(50).meta({ description: 'Rows of a page, at most' }),
  cursor: z
    .string()
    .max(500)
    .optional()
    .meta({ description: '`nextCursor` of the page before, with the same filters' }),
})
export type PageQuery = z.infer<typeof pageQuery>

/** `from` is inclusive, `to` exclusive, both on `createdAt`. */
export const timeRange = z.strictObject({
  from: timeFilter.optional().meta({ description: 'Inclusive, on createdAt' }),
  to: timeFilter.optional().meta({ description: 'Exclusive, on createdAt' }),
})

/** A list's answer: newest first, no totals. */
export function page<T extends z.ZodType>(item: T) {
  return z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() })
}

/** A repeated query parameter means *or*. */
export function repeatable<T extends z.ZodType>(item: T) {
  return z
    .union([item, z.array(item)])
    .transform((value) => (Array.isArray(value) ? value : [value]) as z.output<T>[])
    .optional()
}
