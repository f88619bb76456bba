/** Thrown through what is still being started when all has to stop. */
export class Interrupted extends Error {}
