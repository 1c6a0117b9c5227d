import { hex } from '../../../../../shared/kernel/bytes.ts'
import { count, showInstant } from '../../../../../shared/kernel/show.ts'
import { parseNote } from '../../../../../shared/ledger/note.ts'
import { memberName, readVault, type Workspace } from '../../../record/members/index.ts'
import { sha256 } from '../../../record/vault/index.ts'
import { grouped, modulesOf } from '../../../print/index.ts'

/** What the template receipt.typ reads: a signed note, and `at`, the instant of writing. */
export function receiptPage({ db, member }: Workspace, note: string, at: string): object {
  const parsed = parseNote(note)
  if (!parsed) throw new Error('a signed head does not parse')
  const { checkpoint, signatures } = parsed
  const { name, rootCertificate } = readVault(db)
  return {
    vault: name,
    entries: count(checkpoint.size, 'entry', 'entries'),
    root: hex(checkpoint.root).match(/.{4}/g),
    signed: showInstant(checkpoint.at),
    signedBy: signatures.map(({ name: key }) => memberName(db, key.slice('member/'.length))).join(', '),
    fingerprint: grouped(sha256(Buffer.from(rootCertificate, 'base64')).toString('hex')),
    // As bytes: a string is given places to break, and these lines must be the note's own.
    note: [...Buffer.from(note)],
    qr: modulesOf(note, 'byte'),
    by: member.name,
    written: showInstant(at),
    date: Object.fromEntries(
      ['year', 'month', 'day', 'hour', 'minute', 'second'].map((part, i) => [part, Number(at.split(/\D/)[i])]),
    ),
  }
}
