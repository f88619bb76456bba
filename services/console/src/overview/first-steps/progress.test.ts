import { expect, test } from 'vitest'
import { type Kept, type Place, type Progress, placeOf } from './progress.ts'

/** Which of them there are is all that counts. */
const there = {} as never
const none: Progress = { endpoint: undefined, event: undefined, delivery: undefined, delivered: undefined }

test.each<[string, Partial<Progress>, Kept, Place]>([
  ['a tenant that has nothing', {}, undefined, 'alone'],
  ['a tenant without an event', { endpoint: there }, 'begun', 'alone'],
  ['a tenant without an endpoint', { event: there }, 'done', 'alone'],
  ['a tenant whose first event is on its way', { endpoint: there, event: there }, 'begun', 'above'],
  ['a tenant to which nothing ever arrived', { endpoint: there, event: there }, undefined, 'above'],
  ['somebody who has enough of them', { endpoint: there, event: there }, 'done', 'nowhere'],
  ['somebody who has just done the last one', { endpoint: there, event: there, delivered: there }, 'begun', 'above'],
  ['a tenant that is long at work', { endpoint: there, event: there, delivered: there }, undefined, 'nowhere'],
])('for %s', (_, progress, kept, place) => {
  expect(placeOf({ ...none, ...progress }, kept)).toBe(place)
})
