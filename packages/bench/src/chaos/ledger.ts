import { hmacKey, sign } from '@g5/core'
import type { Deployment } from '@g5/testing/deployment'
import type { AcceptedEvent, Receipt, Target } from './traffic.ts'

/** When something was wrong, in milliseconds since the epoch. */
export interface Trouble {
  what: string
  from: number
  until: number
  /** Milliseconds around it in which an answer may have got lost; 2,000 unless told. */
  marginMs?: number
}

export interface Ledger {
  accepted: number
  byStatus: Record<string, number>
  receipts: number
  /** Webhooks that were answered with 2xx more than once. */
  duplicates: number
  /** What breaks a promise, in words. */
  faults: string[]
}

interface Books {
  deployment: Deployment
  targets: readonly Target[]
  accepted: readonly AcceptedEvent[]
  receipts: readonly Receipt[]
  troubles: readonly Trouble[]
}

/** Deliveries of one event in one state; null: there is none. */
interface Row {
  uid: string
  status: string | null
  n: number
}

/** A paused process goes on before its clock does. */
const usualMarginMs = 2_000

/** Compares what was promised with what the database says and what the receivers got. */
export async function audit(books: Books): Promise<Ledger> {
  const { deployment, accepted, receipts } = books
  const rows = await deployment.sql<Row[]>`
    select e.uid, d.status, count(*)::int as n from events e left join deliveries d on d.event_id = e.id
      where e.uid is not null group by 1, 2`
  const byStatus: Record<string, number> = {}
  for (const { status, n } of rows)
    byStatus[status ?? 'wanted by nobody'] = (byStatus[status ?? 'wanted by nobody'] ?? 0) + n
  const repeated = repetitions(books)
  return {
    accepted: accepted.length,
    byStatus,
    receipts: receipts.length,
    duplicates: repeated.length,
    faults: [
      ...lost(books, rows),
      ...repeated.flatMap(({ unexplained }) => unexplained ?? []),
      ...outOfOrder(books),
      ...wronglySigned(books),
    ],
  }
}

/** Accepted = delivered + dead + held + cancelled, an end each; and what is delivered has arrived. */
function lost({ targets, accepted, receipts }: Books, rows: readonly Row[]) {
  const ends = Map.groupBy(rows, ({ uid }) => uid)
  const arrived = new Set(receipts.map(({ path, webhookId }) => `${path} ${webhookId}`))
  const pathOf = new Map(targets.map(({ type, path }) => [type, path]))
  const mayWantNone = new Set(targets.flatMap(({ type, kind }) => (kind.midway === 'deleted' ? [type] : [])))
  return accepted.flatMap(({ id, uid, type }) => {
    const [end, ...more] = ends.get(uid) ?? []
    if (!end) return [`${uid} was accepted and is not there`]
    if (more.length > 0 || end.n !== 1) return [`${uid} is there ${more.length + end.n} times`]
    if (end.status === null && mayWantNone.has(type)) return []
    if (end.status === null || !['delivered', 'dead', 'held', 'cancelled'].includes(end.status))
      return [`${uid} has no end: ${end.status}`]
    const gone = end.status === 'delivered' && !arrived.has(`${pathOf.get(type)} ${id}`)
    return gone ? [`${uid} is delivered and never arrived`] : []
  })
}

/** A second success is explained by a fault between the two, or about the first. */
function repetitions({ receipts, troubles }: Books) {
  const each = Map.groupBy(receipts, ({ path, webhookId }) => `${path} ${webhookId}`)
  return [...each].flatMap(([name, times]) => {
    const sorted = times.map(({ at }) => at).sort((a, b) => a - b)
    return sorted.slice(1).map((second, i) => {
      const first = sorted[i] ?? second
      const cause = troubles.find(
        ({ from, until, marginMs = usualMarginMs }) => from - marginMs < second && until + marginMs > first,
      )
      if (cause) return {}
      const { what, until } = troubles.findLast(({ from }) => from < first) ?? { what: 'nothing', until: Number.NaN }
      const before = `${first - until} ms after "${what}"`
      return { unexplained: `${name} came twice, ${second - first} ms apart, and nothing was wrong: ${before}` }
    })
  })
}

/** The first success of each event of a strict endpoint comes after those of all before it. */
function outOfOrder({ targets, accepted, receipts }: Books): string[] {
  const placeOf = new Map(accepted.map(({ id, n }) => [id, n]))
  return targets
    .filter(({ kind }) => kind.strict)
    .flatMap(({ path }) => {
      const seen = new Set<string>()
      let last = -1
      return receipts
        .filter((one) => one.path === path)
        .sort((a, b) => a.at - b.at)
        .flatMap(({ webhookId }) => {
          if (seen.has(webhookId)) return []
          seen.add(webhookId)
          const n = placeOf.get(webhookId) ?? -1
          if (n > last) {
            last = n
            return []
          }
          return [`${path}: event ${n} came after event ${last}`]
        })
    })
}

/** Every request, whatever its answer: signed with its endpoint's secret, over the bytes that were posted. */
function wronglySigned({ deployment, targets, accepted }: Books): string[] {
  const keys = new Map(targets.map(({ path, secret }) => [path, hmacKey(secret)]))
  const payloads = new Map(accepted.map(({ id, payload }) => [id, payload]))
  return deployment.receiver.requests.flatMap(({ path, headers, body }) => {
    const key = keys.get(path)
    const id = String(headers['webhook-id'])
    const text = body.toString('utf8')
    const posted = payloads.get(id)
    if (posted !== undefined && posted !== text) return [`${path} ${id}: the body is not the one that was posted`]
    const valid = key && headers['webhook-signature'] === sign([key], id, Number(headers['webhook-timestamp']), text)
    return valid ? [] : [`${path} ${id}: the signature is wrong`]
  })
}
