import { expect, test } from 'vitest'
import { progressOf } from './progress.ts'

const running: Parameters<typeof progressOf>[0] = {
  ...({ action: 'send', status: 'running', paused: false, ratePerSecond: 10 } as const),
  ...{ matched: 1_000, touched: 250, skipped: 0 },
}

test.each<[string, Parameters<typeof progressOf>, ReturnType<typeof progressOf>]>([
  [
    'goes by its pace until it has been watched',
    [running],
    { share: 0.25, left: 750, leftMs: 75_000, words: '250 of 1,000 sent again, 750 to go.' },
  ],
  [
    'goes by what is seen of it',
    [running, 5],
    { share: 0.25, left: 750, leftMs: 150_000, words: '250 of 1,000 sent again, 750 to go.' },
  ],
  [
    'goes by its pace where nothing has been touched yet',
    [running, 0],
    { share: 0.25, left: 750, leftMs: 75_000, words: '250 of 1,000 sent again, 750 to go.' },
  ],
  [
    'has no end in sight without a pace',
    [{ ...running, ratePerSecond: null }],
    { share: 0.25, left: 750, leftMs: undefined, words: '250 of 1,000 sent again, 750 to go.' },
  ],
  [
    'waits while it is paused',
    [{ ...running, paused: true }, 5],
    { share: 0.25, left: 750, leftMs: undefined, words: 'Paused: 250 of 1,000 sent again, 750 wait.' },
  ],
  [
    'says what stays when it was stopped',
    [{ ...running, action: 'discard', status: 'stopped' }],
    {
      ...{ share: 0.25, left: 750, leftMs: undefined },
      words: 'Stopped: 250 of 1,000 discarded. The other 750 were left as they were.',
    },
  ],
  [
    'is whole when it is done, whatever it skipped',
    [{ ...running, action: 'discard', status: 'done', touched: 990, skipped: 10 }],
    {
      ...{ share: 1, left: 0, leftMs: undefined },
      words: 'Done: 990 discarded. 10 were skipped: they had changed before it came to them.',
    },
  ],
  [
    'of nothing is whole',
    [{ ...running, status: 'done', matched: 0, touched: 0 }],
    { share: 1, left: 0, leftMs: undefined, words: 'Done: 0 sent again.' },
  ],
])('a bulk %s', (_name, asked, told) => {
  expect(progressOf(...asked)).toEqual(told)
})
