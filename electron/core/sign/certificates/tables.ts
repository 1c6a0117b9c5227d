import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Role } from '../../../../shared/contract/permissions.ts'

export const certificateRequests = sqliteTable(
  'certificate_request',
  {
    seq: integer().primaryKey(),
    member: text().notNull(),
    publicKey: text().notNull(),
    request: text().notNull(),
    ed25519: text().notNull(),
    signature: text().notNull(),
    at: text().notNull(),
  },
  (t) => [index('certificate_request_member').on(t.member, t.seq)],
)

export const certificates = sqliteTable(
  'certificate',
  {
    seq: integer().primaryKey(),
    serial: text().notNull(),
    member: text().notNull(),
    name: text().notNull(),
    roles: text({ mode: 'json' }).$type<Role[]>().notNull(),
    sha256: text().notNull(),
    publicKey: text().notNull(),
    der: text().notNull(),
    notBefore: text().notNull(),
    notAfter: text().notNull(),
    issuedAt: text().notNull(),
    issuedBy: text().notNull(),
    revokedAt: text(),
    revokedSeq: integer(),
  },
  (t) => [index('certificate_member').on(t.member, t.seq), index('certificate_sha256').on(t.sha256)],
)

export const revocationLists = sqliteTable('revocation_list', {
  number: integer().primaryKey(),
  seq: integer().notNull(),
  at: text().notNull(),
  list: text().notNull(),
  revoked: integer().notNull(),
})
