export * from './delivery.ts'
export * from './event-types.ts'
export * from './operations.ts'
export * from './tenancy.ts'
