import { and, eq } from 'drizzle-orm'
import type { Output } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { HeadFile } from '../../../../shared/ledger/head-file.ts'
import type { Workspace } from '../members/index.ts'
import { query, type Given } from '../vault/index.ts'
import { checkHead, notIntact } from './check.ts'
import { anchorsView } from './view.ts'
import { anchors } from './tables.ts'

const recordedCosignature = query((from, { size, key, at }: Given<{ size: number; key: string; at: string }>) =>
  from
    .select({ seq: anchors.seq })
    .from(anchors)
    .where(and(eq(anchors.kind, 'cosignature'), eq(anchors.size, size), eq(anchors.ref, key), eq(anchors.at, at))),
)

/**
 * Takes a head of this vault back that witnesses cosigned: checks it as `checkHead` does and records each cosignature
 * that is not on record yet. Fails as `checkHead`, with HEAD_NOT_INTACT where there is none, and with ALREADY_DONE.
 */
export async function keepCosignatures(
  workspace: Workspace,
  file: HeadFile,
  context: CallContext,
): Promise<Output<'ledger.anchor'>> {
  const { db, ledger, vault } = workspace
  const check = await checkHead(workspace, file, context)
  const others = check.cosignatures.filter(({ name }) => !name.startsWith(`${ledger.origin}/`))
  if (others.length === 0) throw notIntact('it carries no cosignature of a witness whose key it names.')
  const { size, root } = check.head
  const fresh = others.filter(({ key, at }) => db.get(recordedCosignature, { size, key, at }) === undefined)
  if (fresh.length === 0) {
    throw new HoldfastError('ALREADY_DONE', 'These cosignatures are on record already.', 'There is nothing to do.')
  }
  ledger.transact(({ append }) => {
    for (const { key, at } of fresh) {
      const payload = { size, root, key, signedAt: at, note: file.note }
      append(anchorsView, 'head.cosigned', { subject: vault.header.id }, payload)
    }
  })
  return { size, root, recorded: fresh.map(({ name, key, at, known }) => ({ name, key, at, known })) }
}
