import { defineConfig } from 'drizzle-kit'

// `drizzle-kit migrate` on this folder does what `pnpm -F g5-core-api migrate:run` does, without its lock and messages.
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/schema/index.ts',
  out: './migrations',
  ...(process.env.DATABASE_URL && { dbCredentials: { url: process.env.DATABASE_URL } }),
})
