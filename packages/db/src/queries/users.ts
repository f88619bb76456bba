import { and, desc, eq, getTableColumns, inArray, isNotNull, isNull, lt, ne, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import { invites, users } from '../schema/index.ts'
import { type TenantScope, within } from '../tenant-scope.ts'

export type User = typeof users.$inferSelect

/** A user with the end of the invite that is open. */
export type UserRow = User & { inviteExpiresAt: string | null }

export type UserRef = { id: string } | { uid: string }

export async function findUserByEmail(orm: Tx, email: string): Promise<User | undefined> {
  const [row] = await orm.select().from(users).where(eq(users.email, email.toLowerCase()))
  return row
}

/** A user whose access token is shown: gone or disabled users have none. */
export async function findActiveUser(orm: Tx, id: string): Promise<User | undefined> {
  const [row] = await orm
    .select()
    .from(users)
    .where(and(eq(users.id, id), isNull(users.disabledAt)))
  return row
}

export async function readUser(tx: Tx, scope: TenantScope, ref: UserRef): Promise<UserRow | undefined> {
  const [row] = await selectUsers(tx, named(scope, ref)).limit(1)
  return row
}

/** For whatever changes a user or their sessions: one comes after another. */
export async function lockUser(tx: Tx, scope: TenantScope, ref: UserRef): Promise<UserRow | undefined> {
  const [row] = await selectUsers(tx, named(scope, ref)).limit(1).for('no key update', { of: users })
  return row
}

export interface UserFilter {
  after?: string | undefined
  limit: number
  email?: string[] | undefined
  uid?: string[] | undefined
  role?: string[] | undefined
}

/** Newest first; `limit + 1` rows tell whether there is a next page. */
export function listUsers(tx: Tx, scope: TenantScope, filter: UserFilter): Promise<UserRow[]> {
  const { after, limit, email, uid, role } = filter
  const where = and(
    within(scope, users.tenantId),
    after ? lt(users.id, after) : undefined,
    email ? inArray(users.email, email) : undefined,
    uid ? inArray(users.uid, uid) : undefined,
    role ? inArray(users.role, role) : undefined,
  )
  return selectUsers(tx, where)
    .orderBy(desc(users.id))
    .limit(limit + 1)
}

function selectUsers(tx: Tx, where: SQL | undefined) {
  return tx
    .select({
      ...getTableColumns(users),
      inviteExpiresAt: sql<string | null>`case when ${invites.expiresAt} > now() then ${invites.expiresAt}::text end`,
    })
    .from(users)
    .leftJoin(invites, eq(invites.userId, users.id))
    .where(where)
}

/** A uid is one tenant's: without a tenant it is an operator's. */
function named(scope: TenantScope, ref: UserRef): SQL | undefined {
  if ('id' in ref) return and(within(scope, users.tenantId), eq(users.id, ref.id))
  return and('tenantId' in scope ? within(scope, users.tenantId) : isNull(users.tenantId), eq(users.uid, ref.uid))
}

const ofTenant = (tenantId: string | null) =>
  tenantId === null ? isNull(users.tenantId) : eq(users.tenantId, tenantId)

/**
 * Takes a tenant's users, or the operators, for a change of one: what is true of all of them, such as that somebody is
 * left to administer it and that no uid is there twice, stays true. Comes before {@link lockUser}.
 */
export async function lockUsersOf(tx: Tx, tenantId: string | null): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`users of ${tenantId ?? 'none'}`}::text, 0))`)
}

/** Whether somebody else can sign in and administer the tenant, or for an operator, the deployment. */
export async function hasOtherAdministrator(tx: Tx, { id, tenantId }: User): Promise<boolean> {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        ofTenant(tenantId),
        ne(users.id, id),
        tenantId === null ? undefined : eq(users.role, 'admin'),
        isNull(users.disabledAt),
        isNotNull(users.passwordHash),
      ),
    )
    .limit(1)
  return rows.length > 0
}

export type NewUser = Pick<User, 'id' | 'tenantId' | 'email' | 'role' | 'uid'>

/** The caller holds {@link lockUsersOf}. */
export async function createUser(tx: Tx, user: NewUser): Promise<'created' | 'email_taken' | 'uid_taken'> {
  if (user.uid !== null && (await userUidIsTaken(tx, user))) return 'uid_taken'
  const [made] = await tx.insert(users).values(user).onConflictDoNothing().returning({ id: users.id })
  return made ? 'created' : 'email_taken'
}

/** The caller holds {@link lockUsersOf}. */
export async function userUidIsTaken(
  tx: Tx,
  { id, tenantId, uid }: Pick<User, 'id' | 'tenantId' | 'uid'>,
): Promise<boolean> {
  if (uid === null) return false
  const [row] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(ofTenant(tenantId), eq(users.uid, uid), ne(users.id, id)))
  return row !== undefined
}

export interface UserChanges {
  role?: string | undefined
  uid?: string | null | undefined
  disabled?: boolean | undefined
}

/** What is left out stays. The caller holds {@link lockUsersOf}. */
export async function updateUser(tx: Tx, id: string, { disabled, role, uid }: UserChanges): Promise<void> {
  const disabledAt = disabled ? sql`coalesce(${users.disabledAt}, now())` : null
  const values = {
    ...(role !== undefined && { role }),
    ...(uid !== undefined && { uid }),
    ...(disabled !== undefined && { disabledAt }),
  }
  if (Object.keys(values).length > 0) await tx.update(users).set(values).where(eq(users.id, id))
}

/** With their sessions and invite. */
export async function deleteUser(tx: Tx, id: string): Promise<void> {
  await tx.delete(users).where(eq(users.id, id))
}

export async function setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
  await tx.update(users).set({ passwordHash }).where(eq(users.id, id))
}

/** For the seed: makes the user, or leaves it as it is. True when it was made. */
export async function seedUser(tx: Tx, user: typeof users.$inferInsert): Promise<boolean> {
  const rows = await tx.insert(users).values(user).onConflictDoNothing().returning({ id: users.id })
  return rows.length === 1
}
