import type { Transaction } from '../../record/ledger/index.ts'
import { certificatesOf } from './state.ts'
import { certificatesView } from './view.ts'

/** Revokes the certificates of a member who leaves; the root's list follows by whoever can open the root's key. */
export function revokeCertificates({ append, db }: Transaction, member: string, reason: string): void {
  for (const { serial, sha256, revokedAt } of certificatesOf(db, member).toReversed())
    if (revokedAt === null)
      append(certificatesView, 'certificate.revoked', { subject: member }, { member, serial, sha256, reason })
}
