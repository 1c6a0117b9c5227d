import { count } from '../../../../shared/kernel/show.ts'
import { defineView } from '../../record/ledger/index.ts'
import { memberName } from '../../record/members/index.ts'
import { certificateEntries } from './entries.ts'

export const certificatesView = defineView({
  name: 'certificates',
  revision: 2,
  entries: certificateEntries,
  // Nothing is asked of a table: what counts of these entries is judged by who recorded them (`state.ts`).
  tables: {},
  project: {
    'certificate.requested': () => undefined,
    'certificate.issued': () => undefined,
    'certificate.revoked': () => undefined,
    'certificate.revocations-listed': () => undefined,
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
