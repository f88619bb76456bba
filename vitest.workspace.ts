import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { missingChromium } from './services/console/test/chromium.ts'

/** As Vitest would have it. */
const alone = Math.max(1, availableParallelism() - 1)

/** As for Redis: everything else runs, and nobody takes it for all. */
const withoutBrowser = missingChromium === undefined ? [] : ['services/console/src/journeys/**']
if (missingChromium)
  process.stderr.write(
    `\n  TESTS IN A BROWSER ARE SKIPPED: ${missingChromium}.\n` +
      '  Everything else runs. On Debian: apt-get install chromium, or say CHROMIUM_PATH\n\n',
  )

function project(place: string, pace: { maxWorkers: number; sequence: { groupOrder: number } }) {
  return {
    extends: true as const,
    test: {
      name: place,
      include: [`${place}/src/**/*.test.ts`],
      exclude: [...configDefaults.exclude, ...withoutBrowser],
      ...pace,
    },
  }
}

/** What takes longest begins first; without earlier runs to go by, Vitest takes a long file for a long test. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => moduleId.endsWith('/journeys/pages.test.ts')
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

// The name is the one people look for; `pnpm test` passes this file as Vitest's configuration.
export default defineConfig({
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    // Real servers, each started by the first test that asks; a run of pure tests starts none.
    globalSetup: ['packages/testing/src/global-setup.ts'],
    setupFiles: ['packages/testing/src/no-leaks.ts'],
    sequence: { sequencer: LongestFirst },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      // Most of the time they wait for processes of their own, so two at once is the least.
      project('packages/*', { maxWorkers: Math.max(2, alone), sequence: { groupOrder: 0 } }),
      // They share a process with what they look at, and two on two cores would take time from it.
      project('services/{api,dev,webhook-worker}', { maxWorkers: alone, sequence: { groupOrder: 1 } }),
      // They wait for a browser, a deployment and each other's seconds.
      project('services/console', { maxWorkers: Math.max(2, alone), sequence: { groupOrder: 2 } }),
    ],
  },
})
