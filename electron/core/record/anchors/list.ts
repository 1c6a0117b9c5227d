import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { hex } from '../../../../shared/kernel/bytes.ts'
import { parseNote } from '../../../../shared/ledger/note.ts'
import { isAllowed, type KnownOutside, type Workspace } from '../members/index.ts'
import type { Reader } from '../vault/index.ts'

type Anchor = Output<'ledger.anchors'>['anchors'][number]

/**
 * Every head of this vault that is known to be held outside of it, smallest first, and for an entry the two that it
 * lies between: the last that does not count it and the first that does.
 */
export function listAnchors(
  { db, ledger, member }: Workspace,
  outside: KnownOutside,
  { seq }: Checked<'ledger.anchors'>,
): Output<'ledger.anchors'> {
  const anchors = [...recorded(db), ...packets(db, isAllowed(member.roles, 'case.read')), ...onThisComputer(outside)]
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

const recorded = (db: Reader): Anchor[] =>
  db.all<Anchor>('select kind, size, root, at, who, seq from anchor order by seq')

/**
 * A packet carries the head that it was built at, to whom it was handed over; before that it is only a file here. To whom
 * and of which case is for those who may read cases; the others see that a packet of that place in the ledger holds it.
 */
const packets = (db: Reader, readsCases: boolean): Anchor[] =>
  db
    .all<{ seq: number; at: string; body: string; went: string | null }>(
      `select k.seq, k.built_at as at, p.body,
         (select group_concat(h.recipient, ', ') from packet_handed_over h where h.packet_id = k.id) as went
       from packet k join payload p using (seq) order by k.seq`,
    )
    .map(({ seq, at, body, went }) => {
      const { recipient, head } = JSON.parse(body) as { recipient: string; head: { size: number; root: string } }
      const told = went ?? `built for ${recipient}, not handed over`
      const closed = went === null ? `built, not handed over (entry ${seq})` : `a recipient (entry ${seq})`
      return { kind: 'packet', size: head.size, root: head.root, at, who: readsCases ? told : closed, seq }
    })

function onThisComputer({ known, finding }: KnownOutside): Anchor[] {
  const checkpoint = known === undefined || finding !== null ? undefined : parseNote(known)?.checkpoint
  if (!checkpoint) return []
  const { size, root, at } = checkpoint
  return [{ kind: 'computer', size, root: hex(root), at, who: 'this computer', seq: null }]
}
