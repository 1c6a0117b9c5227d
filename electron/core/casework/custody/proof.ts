import type { Output } from '../../../../shared/contract/contract.ts'
import { hex } from '../../../../shared/kernel/bytes.ts'
import { verifyInclusion } from '../../../../shared/ledger/proofs.ts'
import { leafHash } from '../../../../shared/ledger/tree.ts'
import { oneEntry, proveInclusion, rootOfFirst } from '../../record/ledger/index.ts'
import type { House, Workspace } from '../../record/members/index.ts'
import { listAnchors } from '../../record/anchors/index.ts'
import { sha256 } from '../../record/vault/index.ts'
import { findHolding } from './queries.ts'

/**
 * The proof that an exhibit's entry is in the ledger, worked out and checked now: its hash, the way from it to the root of
 * the newest signed head, and which heads that are held outside count it.
 */
export function proveExhibit(
  workspace: Workspace,
  house: Pick<House, 'outside' | 'headsHeld'>,
  ref: string,
): Output<'exhibit.proof'> {
  const { db, ledger } = workspace
  const { id, number, seq } = findHolding(db, ref)
  const entry = oneEntry(db, seq)
  const head = ledger.head()
  const bytes = Buffer.from(entry?.bytes ?? '')
  const root = rootOfFirst(db, head.size)
  const proof = proveInclusion(db, seq, head.size)
  const included = verifyInclusion(sha256, {
    index: seq,
    size: head.size,
    root,
    leafHash: leafHash(sha256, bytes),
    proof,
  })
  const covering = listAnchors(workspace, house, { seq }).anchors.filter(({ size }) => size > seq)
  return {
    exhibit: id,
    number,
    seq,
    entry: sha256(bytes).toString('hex'),
    head: { size: head.size, root: head.root, at: head.at },
    steps: proof.map((one) => hex(one)),
    included: included && hex(root) === head.root,
    anchors: covering,
  }
}
