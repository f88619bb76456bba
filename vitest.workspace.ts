import { defineConfig } from 'vitest/config'

// The name is the one people look for; `pnpm test` passes this file as Vitest's configuration.
export default defineConfig({
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    projects: ['packages/*', 'services/*'].map((place) => ({
      extends: true as const,
      test: { name: place, include: [`${place}/src/**/*.test.ts`] },
    })),
  },
})
