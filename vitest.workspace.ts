import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** As Vitest would have it. */
const alone = Math.max(1, availableParallelism() - 1)

function project(place: string, pace: { maxWorkers: number; sequence: { groupOrder: number } }) {
  return { extends: true as const, test: { name: place, include: [`${place}/src/**/*.test.ts`], ...pace } }
}

// The name is the one people look for; `pnpm test` passes this file as Vitest's configuration.
export default defineConfig({
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    // Real servers, each started by the first test that asks; a run of pure tests starts none.
    globalSetup: ['packages/testing/src/global-setup.ts'],
    setupFiles: ['packages/testing/src/no-leaks.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      // Most of the time they wait for processes of their own, so two at once is the least.
      project('packages/*', { maxWorkers: Math.max(2, alone), sequence: { groupOrder: 0 } }),
      // They share a process with what they look at, and two on two cores would take time from it.
      project('services/*', { maxWorkers: alone, sequence: { groupOrder: 1 } }),
    ],
  },
})
