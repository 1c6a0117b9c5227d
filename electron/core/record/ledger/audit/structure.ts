import type { AuditContext } from './problems.ts'

/** Reports what SQLite said of how the pages of the database fit together, a line for each thing that does not. */
export function reportStructure(said: readonly string[], { report }: Pick<AuditContext, 'report'>): void {
  for (const words of said) {
    if (words === 'ok') continue
    for (const line of words.split('\n').filter((one) => !one.startsWith('***')))
      report({ code: 'STRUCTURE_CHANGED', where: 'vault.db', message: `The pages do not fit together: ${line}.` })
  }
}
