import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { arrayTypes, type Database, type Sql } from '../src/index.ts'
import * as schema from '../src/schema/index.ts'

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: PlanNode[]
}

export interface Planned {
  /** The statement, and what its plan has read, for whoever reads a failure. */
  how: string
  /** Tables that were read whole, save empty ones, such as the partitions of weeks to come. */
  readWhole: string[]
  /** Rows that came out of tables and indexes, filtered away or not. */
  rows: number
}

interface Statement {
  query: string
  parameters: unknown[]
}

/** A connection that notes every statement, to be explained as pools prepare it: with a generic plan, without tricks. */
export function watchedDatabase(url: string): { db: Database; statements: Statement[] } {
  const statements: Statement[] = []
  const sql = postgres(url, {
    max: 1,
    fetch_types: false,
    types: arrayTypes,
    connection: { plan_cache_mode: 'force_generic_plan', jit: 'off', TimeZone: 'UTC' },
    debug: (_connection, query, parameters) => statements.push({ query, parameters }),
  })
  return { db: { sql, orm: drizzle(sql, { schema }), close: () => sql.end({ timeout: 5 }) }, statements }
}

/** Runs a statement again as a prepared one, and says what its plan has read. */
export async function explained(sql: Sql, { query, parameters }: Statement): Promise<Planned> {
  await sql.unsafe(`prepare explained as ${query}`).simple()
  const given = parameters.length > 0 ? `(${parameters.map(literal).join(', ')})` : ''
  const [row] = await sql
    .unsafe<{ 'QUERY PLAN': string | [{ Plan: PlanNode }] }[]>(
      `explain (analyze, format json) execute explained${given}`,
    )
    .simple()
  await sql.unsafe('deallocate explained').simple()
  const found = row?.['QUERY PLAN'] ?? '[]'
  const [plan] = typeof found === 'string' ? (JSON.parse(found) as [{ Plan: PlanNode }]) : found
  const nodes = plan ? flat(plan.Plan) : []
  const reads = nodes.filter((node) => node['Relation Name'] !== undefined && node['Actual Loops'] > 0)
  const how = reads.map(
    (node) => `${node['Node Type']} ${node['Index Name'] ?? node['Relation Name']}: ${rowsOf(node)}`,
  )
  return {
    how: `${query}\n${how.join('\n')}`,
    readWhole: reads.flatMap((node) =>
      node['Node Type'] === 'Seq Scan' && rowsOf(node) > 0 ? (node['Relation Name'] ?? []) : [],
    ),
    rows: reads.reduce((sum, node) => sum + rowsOf(node), 0),
  }
}

function rowsOf(node: PlanNode): number {
  return (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
}

function flat(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)]
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  const text = Array.isArray(value) ? `{${value.map((one) => JSON.stringify(String(one))).join(',')}}` : String(value)
  return `'${text.replaceAll("'", "''")}'`
}
