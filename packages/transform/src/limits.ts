/** Milliseconds after which an expression gives up by itself: a thousand times what an honest one takes. */
export const softMs = 1_000
/** Milliseconds after which its process is killed: a regular expression or a built-in that runs away looks at no clock. */
export const hardMs = 2_000
/** Milliseconds that a process has to start in. */
export const startMs = 10_000
/** Of JavaScript's heap, in one process. */
export const heapMb = 64
/** Nested calls, at most. */
export const callDepth = 500

/** Bytes of a body, unless the payload itself has more: what is as large as its payload can't be too large. */
const bodyBytes = 262_144

/** @param payloadBytes of the event that is transformed */
export const maxBodyBytes = (payloadBytes: number) => Math.max(bodyBytes, payloadBytes)
