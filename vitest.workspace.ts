import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// The name is the one people look for; `pnpm test` passes this file as Vitest's configuration.
export default defineConfig({
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    // Real servers, each started by the first test that asks; a run of pure tests starts none.
    globalSetup: ['packages/testing/src/global-setup.ts'],
    setupFiles: ['packages/testing/src/no-leaks.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two at least: most of the time a test waits for processes that it has started.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: ['packages/*', 'services/*'].map((place) => ({
      extends: true as const,
      test: { name: place, include: [`${place}/src/**/*.test.ts`] },
    })),
  },
})
