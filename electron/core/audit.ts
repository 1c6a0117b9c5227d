import { join } from 'node:path'
import type { Output } from '../../shared/contract/contract.ts'
import type { CallContext } from '../../shared/contract/server.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { auditExhibits } from './exhibits/index.ts'
import { auditEntries, auditTables, auditTiles, type AuditContext, type Problem } from './ledger/index.ts'
import { readVault, signingKeyIn, type Workspace } from './members/index.ts'
import { checkPageSeals, databaseKey, headerHash } from './vault/index.ts'
import { views } from './views.ts'

/**
 * Checks everything that this vault holds against what was sealed: the seal of every page of the file, chain, tree,
 * signed heads and payloads, the tables against a fresh projection, the header, and every exhibit's bytes. Changes
 * nothing. A step that cannot be carried out is a problem in the report, and the others go on.
 */
export async function auditVault(
  workspace: Workspace,
  { signal, progress }: CallContext,
): Promise<Output<'ledger.audit'>> {
  const { vault, ledger, db, ports } = workspace
  const started = ports.clock.now()
  const problems: Problem[] = []
  const context: AuditContext = { signal, progress, report: (problem) => problems.push(problem) }
  const size = ledger.size
  let entries = size
  let exhibits = 0

  const step = async (where: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (thrown) {
      if (!(thrown instanceof HoldfastError) || thrown.code === 'CANCELLED') throw thrown
      problems.push({ code: 'UNREADABLE', where, message: thrown.message })
    }
  }
  await step('vault.db', () => auditPages(workspace, context))
  await step('ledger', async () => {
    entries = (await auditEntries(db, ledger.origin, size, signingKeyIn, context)).entries
  })
  await step('tree', () => auditTiles(db, context))
  await step('tables', () => auditTables(vault.store, views, () => ledger.size, context))
  await step('header', async () => auditHeader(workspace, context))
  await step('exhibits', async () => {
    exhibits = await auditExhibits(vault, db, context)
  })
  const { size: signed, root, at } = ledger.head()
  return {
    ok: problems.length === 0,
    entries,
    exhibits,
    head: { size: signed, root, at },
    problems,
    startedAt: new Date(started).toISOString(),
    took: ports.clock.now() - started,
  }
}

async function auditPages({ vault }: Workspace, { progress, report }: AuditContext): Promise<void> {
  // What is still in the write-ahead log goes into the file first, so that the file is what is checked.
  vault.store.all('pragma wal_checkpoint(truncate)')
  const failed = await checkPageSeals(join(vault.dir, 'vault.db'), databaseKey(vault.keys.vaultKey), (done, total) =>
    progress?.({ stage: 'Checking the seal of every page', done, total, unit: 'pages' }),
  )
  for (const page of failed) {
    report({
      code: 'PAGE_CHANGED',
      where: `page ${page} of vault.db`,
      message: 'These bytes are not what this vault wrote.',
    })
  }
}

function auditHeader({ vault, db }: Workspace, { report }: AuditContext): void {
  if (readVault(db).headerHash === headerHash(vault.header)) return
  report({ code: 'HEADER_CHANGED', where: 'vault.json', message: 'The header is not the one that the ledger knows.' })
}
