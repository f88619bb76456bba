import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** Times stay strings on the way through JavaScript: a Date would drop the microseconds. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' })

/** A UUIDv7 made by the process that makes the row; its millisecond is the row's `createdAt`. */
export const key = () => uuid('id').primaryKey()
