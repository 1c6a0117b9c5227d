import { createHash } from 'node:crypto'
import { basename, join, resolve } from 'node:path'
import type { Checked, Output } from '../../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../../shared/contract/server.ts'
import { caseHistory } from '../../../overview/case-file/index.ts'
import { findCase, findStandingCase } from '../../../casework/cases/index.ts'
import type { CaseParts, Workspace } from '../../../record/members/index.ts'
import { besideVault, placeFile, requireFree } from '../../../record/vault/index.ts'
import { packetView } from '../packets-view.ts'
import { typesetDocument } from '../../../print/index.ts'
import { historyCsv } from './csv.ts'
import { historyPages } from './pages.ts'

/**
 * Writes a case's history for people outside, newest last, and records that it was written. Never overwrites. Fails with
 * NOT_FOUND, ALREADY_EXISTS, ALREADY_DONE (a destroyed case), TYPESETTING_FAILED, CANCELLED or IO; then nothing is left.
 */
export async function exportHistory(
  workspace: Workspace,
  features: readonly CaseParts[],
  { case: ref, format, out }: Checked<'history.export'>,
  context: CallContext,
): Promise<Output<'history.export'>> {
  const { db, vault, ledger, ports, stood = null } = workspace
  const { id, number, title } = findCase(db, ref)
  const at = new Date(ports.clock.now()).toISOString()
  const file = resolve(
    out ?? join(besideVault(vault.dir, 'exports'), `Case-${number}-history-${at.replace(/[-:]|\.\d+/g, '')}.${format}`),
  )
  requireFree(file)
  const rows = caseHistory(workspace, features, id).toReversed()
  const head = stood ? { size: stood.entries, root: stood.root } : ledger.head()
  const { size, root } = head
  const bytes =
    format === 'csv'
      ? Buffer.from(historyCsv(rows))
      : await typesetDocument(
          ports,
          {
            template: 'history.typ',
            data: historyPages(workspace, { number, title, at, rows, head: { size, root } }),
            at,
            called: `the history of case ${number}`,
          },
          context,
        )
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await placeFile(
    file,
    (target) => target.writeFile(bytes),
    () =>
      ledger.transact(({ db: now, append }) =>
        append(
          packetView,
          'history.exported',
          { subject: findStandingCase(now, id).id, case: id },
          {
            caseNumber: number,
            format,
            file: basename(file).toWellFormed(),
            sha256,
            entries: rows.length,
            head: { size, root },
          },
        ),
      ),
  )
  return { file, sha256, entries: rows.length, stood }
}
