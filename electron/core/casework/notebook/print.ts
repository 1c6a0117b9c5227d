import { basename, join, resolve } from 'node:path'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { NoteRow } from '../../../../shared/contract/notebook.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { sayingIn } from '../../../../shared/kernel/show.ts'
import { zoneName } from '../../../../shared/kernel/zones.ts'
import { blocksOf, grouped, typesetDocument, type Attachment, type RichNode } from '../../print/index.ts'
import { readVault, type Workspace } from '../../record/members/index.ts'
import { besideVault, freePath, placeFile, requireFree, sha256 } from '../../record/vault/index.ts'
import { ownSigner, signPdf } from '../../sign/index.ts'
import { findCase } from '../cases/index.ts'
import { printedNote } from './pages.ts'
import { findNote } from './queries.ts'
import { canonicalText } from './seal.ts'
import { notebookView } from './view.ts'

/**
 * Writes a note as pages; nothing is overwritten. One that is sealed is signed with the member’s certificate, carries its
 * text as canonical JSON, and that it left is recorded. Fails with NOT_FOUND, ALREADY_EXISTS, NOT_ALLOWED (no certificate
 * yet), TYPESETTING_FAILED, CANCELLED or IO.
 */
export async function printNote(
  workspace: Workspace,
  { note: ref, out }: Checked<'note.print'>,
  context: CallContext,
): Promise<Output<'note.print'>> {
  const { vault, ports, member, db, ledger } = workspace
  const { note, caseId } = findNote(db, ref)
  const { number: caseNumber } = findCase(db, caseId)
  const called = `Note-${caseNumber}-${note.number}.pdf`
  const file = out === undefined ? freePath(join(besideVault(vault.dir, 'exports'), called)) : resolve(out)
  requireFree(file)
  const at = new Date(ports.clock.now()).toISOString()
  const pages = {
    template: 'note.typ',
    data: { ...dataOf(workspace, note, caseNumber), at: dateParts(at), written: told(ports.clock.zone, at) },
    at,
    called: `note ${note.number} of case ${caseNumber}`,
  }
  if (!note.seal) {
    const bytes = await typesetDocument(ports, pages, context)
    await placeFile(file, (target) => target.writeFile(bytes))
    return { file, sha256: sha256(bytes).toString('hex'), signed: false }
  }
  const { signer, certificate } = await ownSigner(workspace)
  const sealedText: Attachment = {
    name: 'note.json',
    bytes: Buffer.from(canonicalText(note.body)),
    mediaType: 'application/json',
    description: 'The sealed text; its SHA-256 is the one that was sealed',
    relationship: 'data',
  }
  const set = await typesetDocument(ports, { ...pages, attachments: [sealedText] }, context)
  const bytes = await signPdf(set, signer, {
    reason: `Note ${note.number} of case ${caseNumber}, as sealed in entry ${note.seal.seq}`,
    at,
    name: member.name,
    document: 'note',
  }).finally(() => signer.privateKeyPkcs8.fill(0))
  const hash = sha256(bytes).toString('hex')
  await placeFile(
    file,
    (target) => target.writeFile(bytes),
    () =>
      ledger.transact(({ append }) => {
        append(
          notebookView,
          'note.printed',
          { subject: note.id, case: caseId },
          { file: basename(file).toWellFormed(), sha256: hash, certificate: certificate.sha256 },
        )
      }),
  )
  return { file, sha256: hash, signed: true }
}

const told = (zone: string, at: string): string => `${sayingIn(zone).at(at)} (${zoneName(zone)})`

const dateParts = (at: string): object =>
  Object.fromEntries(
    ['year', 'month', 'day', 'hour', 'minute', 'second'].map((part, i) => [part, Number(at.split(/\D/)[i])]),
  ) as object

/** What the template reads. */
function dataOf({ db, ports, member, ledger }: Workspace, note: NoteRow, caseNumber: string): object {
  const { zone } = ports.clock
  const head = ledger.head()
  return {
    title: note.title,
    number: note.number,
    caseNumber,
    revision: note.revision,
    sealed: note.seal !== null,
    sha256: note.seal ? grouped(note.seal.sha256) : '',
    texts: printedNote(note, sayingIn(zone).at).map(({ body, ...text }) => ({
      ...text,
      happenedAt: text.happenedAt ?? '',
      blocks: blocksOf(body as RichNode),
    })),
    vault: readVault(db).name,
    by: member.name,
    zone: zoneName(zone),
    ledger: `${head.size} entries, root ${head.root}`,
  }
}
