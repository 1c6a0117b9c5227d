import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { hex } from '../../../../shared/kernel/bytes.ts'
import { parseNote } from '../../../../shared/ledger/note.ts'
import { isAllowed, type HeadHeld, type House, type KnownOutside, type Workspace } from '../members/index.ts'
import { query } from '../vault/index.ts'
import { anchors as anchorTable } from './tables.ts'

const recorded = query((from) =>
  from
    .select({
      kind: anchorTable.kind,
      size: anchorTable.size,
      root: anchorTable.root,
      at: anchorTable.at,
      who: anchorTable.who,
      seq: anchorTable.seq,
    })
    .from(anchorTable)
    .orderBy(anchorTable.seq),
)

/**
 * Every head of this vault that is known to be held outside of it, smallest first, and for an entry the two that it
 * lies between: the last that does not count it and the first that does.
 */
export function listAnchors(
  { db, ledger, member }: Workspace,
  { outside, headsHeld }: Pick<House, 'outside' | 'headsHeld'>,
  { seq }: Checked<'ledger.anchors'>,
): Output<'ledger.anchors'> {
  const anchors = [
    ...db.all(recorded),
    ...headsHeld(db, isAllowed(member.roles, 'case.read')),
    ...onThisComputer(outside),
  ]
    .filter(({ size }) => size <= ledger.size)
    .sort((a, b) => a.size - b.size || a.at.localeCompare(b.at))
  if (seq === undefined) return { anchors, between: null }
  return {
    anchors,
    between: {
      after: anchors.findLast(({ size }) => size <= seq) ?? null,
      before: anchors.find(({ size }) => size > seq) ?? null,
    },
  }
}

function onThisComputer({ known, finding }: KnownOutside): HeadHeld[] {
  const checkpoint = known === undefined || finding !== null ? undefined : parseNote(known)?.checkpoint
  if (!checkpoint) return []
  const { size, root, at } = checkpoint
  return [{ kind: 'computer', size, root: hex(root), at, who: 'this computer', seq: null }]
}
