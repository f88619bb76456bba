import { connect, type Database } from '@g5/db'
import type { Ground } from '../ground.ts'
import type { Caller } from '../processes/calls.ts'
import { type Product, prepareProduct } from '../processes/g5.ts'
import { startNode } from '../processes/node.ts'
import type { Scope } from '../scope.ts'
import type { ArrivalCalls } from './arrivals.ts'

/** A receiver, and the product on a database that is seeded by SQL. */
export interface Prepared extends Omit<Database, 'close'> {
  ask: Caller<ArrivalCalls>
  port: number
  product: Product
}

/** Seeding millions of rows takes its time. */
const statementTimeoutMs = 900_000

export async function prepare(scope: Scope, ground: Ground): Promise<Prepared> {
  const { onDeath } = ground
  const receiver = startNode<ArrivalCalls>('packages/bench/src/studies/arrivals.ts', { scope, onDeath })
  const port = await receiver.call('listen', undefined)
  const product = await prepareProduct(scope, ground)
  const { close, ...database } = connect(product.databaseUrl, { max: 2, name: 'g5-bench', statementTimeoutMs })
  scope.defer(close)
  return { ask: receiver.call, port, product, ...database }
}
