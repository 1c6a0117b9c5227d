import { createHash } from 'node:crypto'
import { basename, join, resolve } from 'node:path'
import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { CallContext } from '../../../shared/contract/server.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { Workspace } from '../record/members/index.ts'
import { typesetDocument } from '../print/index.ts'
import { besideVault, placeFile, requireFree } from '../record/vault/index.ts'
import { reportPages } from './pages.ts'

/**
 * Writes the report of an audit as JSON (the report as it was given, and the vault it is of) or as pages. It is not
 * recorded: a vault that is not as it was sealed takes no entries, and what the report says was read and not done.
 * Never overwrites. Fails with NOT_FOUND (no audit yet), ALREADY_EXISTS, TYPESETTING_FAILED, CANCELLED or IO.
 */
export async function saveReport(
  { vault, ports }: Workspace,
  report: Output<'ledger.audit'> | undefined,
  { format, out }: Checked<'ledger.saveAudit'>,
  context: CallContext,
): Promise<Output<'ledger.saveAudit'>> {
  if (!report) {
    throw new HoldfastError(
      'NOT_FOUND',
      'No audit was finished since this vault was unlocked.',
      'Audit the vault, then save the report.',
    )
  }
  const at = report.startedAt
  const name = `Audit-${at.replaceAll(/[-:]|\.\d+/g, '')}.${format}`
  const file = resolve(out ?? join(besideVault(vault.dir, 'audits'), name))
  requireFree(file)
  const about = { id: vault.header.id, folder: basename(vault.dir) }
  const bytes =
    format === 'json'
      ? Buffer.from(`${JSON.stringify({ format: 'holdfast-audit/v1', vault: about, ...report }, null, 2)}\n`)
      : await typesetDocument(
          ports,
          { template: 'audit.typ', data: reportPages(report, about), at, called: 'the report of the audit' },
          context,
        )
  await placeFile(file, (target) => target.writeFile(bytes))
  return { file, sha256: createHash('sha256').update(bytes).digest('hex') }
}
