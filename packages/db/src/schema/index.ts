export * from './delivery.ts'
export * from './operations.ts'
export * from './statistics.ts'
export * from './tenancy.ts'
