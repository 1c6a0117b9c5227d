import type { Reader } from '../../vault/index.ts'
import { breathe, type AuditContext } from './problems.ts'

/**
 * Has SQLite check that its pages fit together: each page is used once, each row is in every index, and no index names
 * another. An old page of an index that was put back is sealed and leaves every row as it is, and yet hides rows from
 * whoever asks by that index; an old page of the list of free pages would have the next command write over rows.
 */
export async function auditStructure(db: Reader, { signal, progress, report }: AuditContext): Promise<void> {
  progress?.({ stage: 'Checking how the pages fit together', done: 0, total: 1, unit: 'steps' })
  await breathe(signal)
  for (const { integrity_check: said } of db.all<{ integrity_check: string }>('pragma integrity_check(20)')) {
    if (said === 'ok') continue
    for (const line of said.split('\n').filter((words) => !words.startsWith('***')))
      report({ code: 'STRUCTURE_CHANGED', where: 'vault.db', message: `The pages do not fit together: ${line}.` })
  }
  await breathe(signal)
}
