export * from './delivery.ts'
export * from './erasing.ts'
export * from './operations.ts'
export * from './tenancy.ts'
