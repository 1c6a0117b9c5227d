import { encodeQR } from 'qr'
import { hex } from '../../../../../shared/kernel/bytes.ts'
import { count, showInstant } from '../../../../../shared/kernel/show.ts'
import { parseNote } from '../../../../../shared/ledger/note.ts'
import { memberName, readVault, type Workspace } from '../../../record/members/index.ts'
import { sha256 } from '../../../record/vault/index.ts'
import { grouped } from '../../../print/index.ts'

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
    qr: modulesOf(note),
    by: member.name,
    written: showInstant(at),
    date: Object.fromEntries(
      ['year', 'month', 'day', 'hour', 'minute', 'second'].map((part, i) => [part, Number(at.split(/\D/)[i])]),
    ),
  }
}

/** A text as a QR code (ISO/IEC 18004, UTF-8 bytes, error correction M): rows of modules, true is dark; no quiet zone. */
const modulesOf = (text: string): boolean[][] =>
  encodeQR(text, 'raw', { ecc: 'medium', encoding: 'byte', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1))
