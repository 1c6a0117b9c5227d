import { hex } from '../../../shared/kernel/bytes.ts'
import { showInstant } from '../../../shared/kernel/show.ts'
import { knownSignatures } from '../../../shared/ledger/keys.ts'
import { parseNote, type Checkpoint, type SignedNote } from '../../../shared/ledger/note.ts'
import { sha256, verifyText, type Reader } from '../vault/index.ts'
import { memberKeysAt } from './keys.ts'

/**
 * A signed note as a head of this vault, which holds `size` entries: undefined when it is another's, damaged, or signed
 * by nobody whom this vault knows. A head from after its state may be signed by a member who joined later; but where
 * nothing else tells this vault from another in its place (`unseen`), only a signature does.
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
  const keys = memberKeysAt(db, Math.min(parsed.checkpoint.size, size))
  const signed = knownSignatures(sha256, verifyText, parsed, keys)
  const ahead = parsed.checkpoint.size > size && !unseen
  return signed && (signed.length > 0 || ahead) ? parsed : undefined
}

/** The entry that left this very head behind, on record. */
export const supersededBy = (db: Reader, { size, root }: Pick<Checkpoint, 'size' | 'root'>): number | undefined =>
  db.get<{ seq: number }>('select seq from superseded_head where size = ? and root = ?', size, hex(root))?.seq

/** A sentence that names a restore after which a head of this size may no longer fit; empty where there was none. */
export function restoresInWords(db: Reader, { size }: Pick<Checkpoint, 'size'>): string {
  const row = db.get<{ seq: number; at: string; size: number; last: number }>(
    'select seq, at, size, last from superseded where last >= ? order by seq desc limit 1',
    size - 1,
  )
  if (!row) return ''
  return ` A restore of ${showInstant(row.at)} (entry ${row.seq}) put this vault back to ${row.size} entries and left later ones behind, up to entry ${row.last}; this head may be one of those.`
}
