import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Output } from '../../shared/contract/contract.ts'
import type { CallContext } from '../../shared/contract/server.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { auditExhibits } from './exhibits/index.ts'
import {
  auditEntries,
  auditRows,
  auditSchema,
  auditStructure,
  auditTables,
  auditTiles,
  type AuditContext,
  type Problem,
} from './ledger/index.ts'
import { readVault, signingKeyIn, type Workspace } from './members/index.ts'
import { auditSigningKeys } from './packet/index.ts'
import { checkpoint, checkPageSeals, databaseKey, sha256Hex } from './vault/index.ts'
import { views } from './views.ts'

/**
 * Checks everything that this vault holds against what was sealed: the seal of every page of the file, chain, tree,
 * signed heads and payloads, the definitions of the database, that its pages fit together, the tables against a fresh projection, the header, the
 * keys that sign packets, and every exhibit's bytes. Changes nothing. A step that cannot be carried out is a problem in the report, and the others go on.
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
      if (thrown instanceof HoldfastError && (thrown.code === 'CANCELLED' || thrown.code === 'DISK_FULL')) throw thrown
      problems.push({ code: 'UNREADABLE', where, message: inWords(thrown) })
    }
  }
  await step('vault.db', () => auditPages(workspace, context))
  await step('ledger', async () => {
    entries = (await auditEntries(db, ledger.origin, size, signingKeyIn, context)).entries
  })
  await step('ledger', async () => auditRows(db, ledger.size, context))
  await step('tree', () => auditTiles(db, ledger.size, context))
  await step('definitions', async () => auditSchema(db, views, context))
  await step('structure', () => auditStructure(db, context))
  await step('tables', () => auditTables(vault.store, views, () => ledger.size, context))
  await step('header', () => auditHeader(workspace, context))
  await step('signing keys', async () => auditSigningKeys(db, context))
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

/** What stopped a step. Text of ours only: an error of the runtime may quote what is stored. */
const inWords = (thrown: unknown): string =>
  thrown instanceof HoldfastError
    ? thrown.message
    : `What is stored does not have the form that it must have (${thrown instanceof Error ? thrown.name : typeof thrown}).`

async function auditPages({ vault }: Workspace, { progress, report }: AuditContext): Promise<void> {
  // What is still in the write-ahead log goes into the file first, so that the file is what is checked.
  checkpoint(vault)
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

async function auditHeader({ vault, db }: Workspace, { report }: AuditContext): Promise<void> {
  // The file is read again: what was unlocked is not what lies there now.
  const hashOf = (name: string): Promise<string> => readFile(join(vault.dir, name), 'utf8').then(sha256Hex, () => '')
  const onDisk = [await hashOf('vault.json'), vault.changing ? await hashOf('vault.json.next') : '']
  if (onDisk.includes(readVault(db).headerHash)) return
  report({ code: 'HEADER_CHANGED', where: 'vault.json', message: 'The header is not the one that the ledger knows.' })
}
