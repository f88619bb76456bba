import type { Sql } from 'postgres'

/** Tables as most people would lay them out, with the indexes that this path needs and no other. */
export async function createTables(sql: Sql): Promise<void> {
  await sql`create table endpoints (
    id uuid primary key, tenant_id uuid not null, url text not null, secret text not null, event_types text[] not null)`
  await sql`create table events (
    id uuid primary key, tenant_id uuid not null, type text not null, payload jsonb not null,
    created_at timestamptz not null default now())`
  await sql`create table deliveries (
    id uuid primary key, event_id uuid not null references events, endpoint_id uuid not null references endpoints,
    status text not null default 'pending', attempts int not null default 0,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now())`
  await sql`create index on deliveries (event_id)`
  await sql`create table attempts (
    id bigint generated always as identity primary key, delivery_id uuid not null references deliveries,
    status_code int, error text, duration_ms int not null, created_at timestamptz not null default now())`
  await sql`create index on attempts (delivery_id)`
}

export interface ObviousEndpoint {
  id: string
  tenantId: string
  eventTypes: string[]
}

/** Connections of each process; neither half nor twice as many made it faster. */
export const poolSize = 20
