import { and, desc, eq, gte, sql } from 'drizzle-orm'
import { hex } from '../../../../shared/kernel/bytes.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { knownSignatures } from '../../../../shared/ledger/keys.ts'
import { parseNote, type Checkpoint, type SignedNote } from '../../../../shared/ledger/note.ts'
import { query, type Given, sha256, verifyText, type Reader } from '../vault/index.ts'
import { authorsOf, isAllowed } from '../members/index.ts'
import { memberKeysAt } from './keys.ts'
import { supersededHeads, supersededStretches } from './tables.ts'

/**
 * A note that this computer keeps of a vault, as a head of it: undefined when it is damaged or another vault's. Whoever
 * signed it need not be known to the record that lies there: one that leaves out when a member joined, or got new keys, does
 * not know what was signed by them since. Only where nothing else tells this vault from another in its place (`unseen`)
 * does it take a signature that the record, of `size` entries, knows.
 */
export function knownHead(
  db: Reader,
  vaultId: string,
  size: number,
  note: string,
  unseen = false,
): SignedNote | undefined {
  const parsed = parseNote(note)
  if (parsed?.checkpoint.origin !== `holdfast/${vaultId}` || parsed.checkpoint.size === 0) return undefined
  return !unseen || isSignedHere(db, size, parsed) ? parsed : undefined
}

/** Whether a member's key that this record of `size` entries knows signed a head. */
export function isSignedHere(db: Reader, size: number, head: SignedNote): boolean {
  const keys = memberKeysAt(db, Math.min(head.checkpoint.size, size))
  return (knownSignatures(sha256, verifyText, head, keys)?.length ?? 0) > 0
}

const leftBehind = query((from, { size, root }: Given<{ size: number; root: string }>) =>
  from
    .select({ seq: supersededHeads.seq })
    .from(supersededHeads)
    .where(and(eq(supersededHeads.size, size), eq(supersededHeads.root, root))),
)
const supersedings = query((from) =>
  from
    .select({ seq: supersededStretches.seq })
    .from(supersededStretches)
    .union(from.select({ seq: supersededHeads.seq }).from(supersededHeads))
    .orderBy(sql`seq`),
)
const restoreFrom = query((from, { last }: Given<{ last: number }>) =>
  from
    .select()
    .from(supersededStretches)
    .where(gte(supersededStretches.last, last))
    .orderBy(desc(supersededStretches.seq))
    .limit(1),
)

/**
 * The entry that left this very head behind, on record: by a member who may decide that. Whoever else holds the vault key
 * could write one, and with it call for no alarm what they took away themselves.
 */
export function supersededBy(db: Reader, { size, root }: Pick<Checkpoint, 'size' | 'root'>): number | undefined {
  const row = db.get(leftBehind, { size, root: hex(root) })
  return row && unlawful(db, [row.seq]).length === 0 ? row.seq : undefined
}

/** Entries that leave a newer state behind, by whoever may not decide that; in words. */
export const supersedingFaults = (db: Reader): { seq: number; why: string }[] =>
  unlawful(
    db,
    db.all(supersedings).map(({ seq }) => seq),
  ).map((seq) => ({ seq, why: 'A newer state was left behind here by somebody who may not decide that.' }))

function unlawful(db: Reader, seqs: readonly number[]): number[] {
  const entries = seqs.flatMap(
    (seq) =>
      db.get<{ seq: number; actor: string }>(
        `select seq, json_extract(bytes, '$.actor') as actor from entry where seq = ?`,
        seq,
      ) ?? [],
  )
  const authors = authorsOf(db, entries)
  return seqs.filter((seq) => !isAllowed(authors.get(seq)?.roles ?? [], 'vault.maintain'))
}

/** A sentence that names a restore after which a head of this size may no longer fit; empty where there was none. */
export function restoresInWords(db: Reader, { size }: Pick<Checkpoint, 'size'>): string {
  const row = db.get(restoreFrom, { last: size - 1 })
  if (!row) return ''
  return ` A restore of ${showInstant(row.at)} (entry ${row.seq}) put this vault back to ${count(row.size, 'entry', 'entries')} and left later ones behind, up to entry ${row.last}; this head may be one of those.`
}
