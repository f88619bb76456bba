import { availableParallelism } from 'node:os'
import type { CpuReading } from '../cpu.ts'
import type { GeneratorCalls } from '../load/generator.ts'
import type { ReceiverCalls } from '../load/receiver.ts'

export type Part = 'api' | 'worker' | 'postgres' | 'redis' | 'generator' | 'receiver'

export interface Observation {
  /** The measured window's length. */
  seconds: number
  /** Deliveries an event. */
  fan: number
  /** Its end, in microseconds of the machine's clock. */
  until: number
  sent: Awaited<ReturnType<GeneratorCalls['load']>>
  received: ReturnType<ReceiverCalls['report']>
  lost: number
  before: CpuReading<Part>
  after: CpuReading<Part>
}

/**
 * All of one turn. CPU is in microseconds: of the API for each event accepted, of all else for each webhook received, or
 * for each event where nothing is sent.
 */
export type Figures = ReturnType<typeof figuresOf>

export function figuresOf({ seconds, fan, until, sent, received, lost, before, after }: Observation) {
  const used = (part: Part) => after.parts[part] - before.parts[part]
  const each = (part: Part, count: number) => (used(part) * 1e6) / count
  const moved = received.inWindow || sent.inWindow
  const apiCpuUs = each('api', sent.inWindow)
  const workerCpuUs = each('worker', moved)
  const postgresCpuUs = each('postgres', moved)
  const redisCpuUs = each('redis', moved)
  const parts = Object.keys(after.parts) as Part[]
  const ours = parts.reduce((sum, part) => sum + used(part), 0)
  const machine = after.machine - before.machine
  const backlogBefore = sent.beforeWindow * fan - received.beforeWindow
  const backlogAfter = backlogBefore + sent.inWindow * fan - received.inWindow
  const acceptedPerSecond = sent.inWindow / seconds
  const deliveredPerSecond = received.inWindow / seconds
  return {
    acceptedPerSecond,
    deliveredPerSecond,
    /** In and out: what a backlog takes in beyond that is no rate it could keep. */
    sustainedPerSecond: Math.min(acceptedPerSecond * fan, deliveredPerSecond),
    backlogBefore: Math.max(0, backlogBefore),
    backlogAfter: Math.max(0, backlogAfter),
    drainMs: Math.max(0, (received.lastAt - until) / 1e3),
    postP50Ms: sent.latency.p50Ms,
    postP99Ms: sent.latency.p99Ms,
    receiptP50Ms: received.latency.p50Ms,
    receiptP99Ms: received.latency.p99Ms,
    receiptMaxMs: received.latency.maxMs,
    apiCpuUs,
    workerCpuUs,
    postgresCpuUs,
    redisCpuUs,
    /** Of the four together: what a neighbour's noise changes least. */
    pipelineCpuUs: apiCpuUs / fan + workerCpuUs + postgresCpuUs + redisCpuUs,
    generatorCpuUs: each('generator', sent.inWindow),
    receiverCpuUs: each('receiver', moved),
    /** Of all cores, in percent: how full the machine was, and how much of it others took (a guest's steal included). */
    busyPercent: percentOf(machine, seconds),
    othersPercent: percentOf(Math.max(0, machine - ours), seconds),
    accepted: sent.accepted,
    refused: sent.sent - sent.accepted,
    duplicates: received.duplicates,
    wronglySigned: received.wronglySigned,
    lost,
  }
}

const percentOf = (cpuSeconds: number, seconds: number) => (100 * cpuSeconds) / (seconds * availableParallelism())
