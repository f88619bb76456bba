import { type AuditEntryShown, type IdKind, idPrefixes, publicId } from '@g5/contracts'
import type { AuditRow, TenantScope } from '@g5/db'
import { createdAt } from '../present.ts'

export function showEntry(row: AuditRow, scope: TenantScope): AuditEntryShown {
  const { action, address, requestId, actorKind, actorId, targetKind, targetId } = row
  return {
    id: publicId('auditEntry', row.id),
    ...(!('tenantId' in scope) && { tenantId: row.tenantId && publicId('tenant', row.tenantId) }),
    actor: { kind: actorKind, id: actorId && shownId(actorKind, actorId), name: row.actorName },
    action,
    target: { kind: targetKind, id: targetId && shownId(targetKind, targetId), name: row.targetName },
    changes: row.changes,
    address,
    requestId,
    createdAt: createdAt(row.id),
  }
}

/** Kinds are words of the log, such as `api_key`; what has no ids of its own kind shows what the row has. */
function shownId(kind: string, uuid: string): string {
  const camel = kind.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
  return isIdKind(camel) ? publicId(camel, uuid) : uuid
}

function isIdKind(word: string): word is IdKind {
  return Object.hasOwn(idPrefixes, word)
}
