import { ddl } from '../../record/vault/index.ts'
import { count } from '../../../../shared/kernel/show.ts'
import { defineView } from '../../record/ledger/index.ts'
import { memberName } from '../../record/members/index.ts'
import { certificateEntries } from './entries.ts'
import { certificateRequests, certificates, revocationLists } from './tables.ts'

export const certificatesView = defineView({
  name: 'certificates',
  revision: 1,
  entries: certificateEntries,
  tables: {
    certificate_request: ddl(certificateRequests),
    certificate: ddl(certificates),
    revocation_list: ddl(revocationLists, { lines: [5] }),
  },
  project: {
    'certificate.requested': (db, { seq, at }, requested) => db.insert(certificateRequests, { ...requested, seq, at }),
    'certificate.issued': (db, { seq, at, actor }, { certificate: der, ...issued }) =>
      db.insert(certificates, { ...issued, seq, der, issuedAt: at, issuedBy: actor }),
    'certificate.revoked': (db, { seq, at }, { sha256 }) =>
      db.update(certificates, { sha256 }, { revokedAt: at, revokedSeq: seq }),
    'certificate.revocations-listed': (db, { seq, at }, { number, list, revoked }) =>
      db.insert(revocationLists, { number, seq, at, list, revoked }, 'replace'),
  },
  summarise: {
    'certificate.requested': ({ member }, db) =>
      `${memberName(db, member)} asks for a certificate to sign packets with`,
    'certificate.issued': ({ name, roles, serial }) =>
      `Certificate issued to ${name} (${roles.join(', ')}), serial ${serial}`,
    'certificate.revoked': ({ member, serial, reason }, db) =>
      `Certificate of ${memberName(db, member)} revoked, serial ${serial}: ${reason}`,
    'certificate.revocations-listed': ({ number, revoked }) =>
      `List ${number} of revoked certificates signed: ${count(revoked, 'certificate')}`,
  },
})
