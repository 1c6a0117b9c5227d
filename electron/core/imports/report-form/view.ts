import { change, ddl, type Given } from '../../record/vault/index.ts'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { count } from '../../../../shared/kernel/show.ts'
import { defineView } from '../../record/ledger/index.ts'
import { reportFormEntries } from './entries.ts'
import { formImports, intakeKeys } from './tables.ts'

type Retired = {
  id: string
  at: string
  by: string
  reason: string | null
}

/** A key is retired once, by the next one. */
const retire = change((to, { id, at, by, reason }: Given<Retired>) =>
  to
    .update(intakeKeys)
    .set({ retiredAt: sql`${at}`, retiredBy: sql`${by}`, retiredReason: sql`${reason}` })
    .where(and(eq(intakeKeys.id, id), isNull(intakeKeys.retiredAt))),
)

/** Keys of report forms, and which sealed reports were filed. */
export const reportFormView = defineView({
  name: 'report-form',
  revision: 1,
  entries: reportFormEntries,
  tables: { intake_key: ddl(intakeKeys), form_import: ddl(formImports) },
  project: {
    'intake-key.made': (db, { subject: id, at, actor, seq }, { point, fingerprint, replaces, reason }) => {
      if (replaces !== null) db.run(retire, { id: replaces, at, by: actor, reason })
      db.insert(intakeKeys, { id, point, fingerprint, madeAt: at, madeBy: actor, seq })
    },
    'intake-key.destroyed': (db, { subject: id, at, actor }, { reason }) =>
      db.update(intakeKeys, { id }, { destroyedAt: at, destroyedBy: actor, destroyedReason: reason }),
    'form.exported': () => undefined,
    'form.imported': (db, { seq }, { sha256, filling, key, reportNumber }) =>
      db.insert(formImports, { sha256, filling, key, reportNumber, seq }),
  },
  summarise: {
    'intake-key.made': ({ fingerprint, replaces, reason }) =>
      `${replaces === null ? 'Key for report forms made' : 'New key for report forms made, the one before retired'}: ${fingerprint}${reason === null ? '' : ` (${reason})`}`,
    'intake-key.destroyed': ({ fingerprint, reason }) => `Key for report forms destroyed: ${fingerprint} (${reason})`,
    'form.exported': ({ forms, languages }) =>
      `Report form written: ${forms.map(({ key }) => key).join(', ')}, in ${languages.join(', ')}`,
    'form.imported': ({ reportNumber, attachments, keyState }) =>
      `Sealed report filed as ${reportNumber} with ${count(attachments, 'attachment')}${keyState === 'current' ? '' : `, sealed to a ${keyState} key`}`,
  },
})
