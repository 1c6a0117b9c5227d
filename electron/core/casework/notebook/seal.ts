import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { NoteRow, RichText } from '../../../../shared/contract/notebook.ts'
import { canonical, type Json } from '../../../../shared/kernel/canonical.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { inZone } from '../../../../shared/kernel/time.ts'
import type { Workspace } from '../../record/members/index.ts'
import { sha256Hex } from '../../record/vault/index.ts'
import { findCase, findWorkingCase } from '../cases/index.ts'
import { findNote, unsealedBy } from './queries.ts'
import { notebookView } from './view.ts'

/** The note as a person names it. */
export const named = ({ number, title }: NoteRow): string => `${number} “${title}”`

/** The bytes that a seal’s SHA-256 is of: the text as canonical JSON (RFC 8785). */
export const canonicalText = (body: RichText): string => canonical(body as Json)

/** Fails with INVALID_INPUT for a note that is still open: it is changed by saving a revision. */
export function requireSeal(note: NoteRow): NonNullable<NoteRow['seal']> {
  if (note.seal) return note.seal
  throw new HoldfastError(
    'INVALID_INPUT',
    `Note ${named(note)} is not sealed.`,
    'Save a revision of it, or seal it first.',
  )
}

/** Fails with NOT_ALLOWED for a change of a sealed note’s text. */
export function refuseSealed(note: NoteRow): void {
  if (!note.seal) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    `Note ${named(note)} was sealed by ${note.seal.by} in revision ${note.seal.revision}; its text is changed no more.`,
    'Write an addition to it (note add), or strike a passage with a reason (note strike); both leave what was sealed legible.',
  )
}

type Append = Parameters<Parameters<Workspace['ledger']['transact']>[0]>[0]['append']

function sealOne(append: Append, note: NoteRow, caseId: string): Output<'note.seal'> {
  const { id, number, revision, seq: saved, body } = note
  const sha256 = sha256Hex(canonicalText(body))
  const { seq } = append(notebookView, 'note.sealed', { subject: id, case: caseId }, { revision, saved, sha256 })
  return { note: id, number, revision, sha256, seq }
}

/** Seals a note as the author of its newest revision. Fails with NOT_FOUND, ALREADY_DONE or NOT_ALLOWED. */
export const sealNote = ({ ledger, member }: Workspace, { note: ref }: Checked<'note.seal'>): Output<'note.seal'> =>
  ledger.transact(({ db, append }) => {
    const { note, caseId, authors } = findNote(db, ref)
    findWorkingCase(db, caseId)
    if (note.seal)
      throw new HoldfastError(
        'ALREADY_DONE',
        `Note ${named(note)} was sealed by ${note.seal.by}.`,
        'Write an addition if there is more to say.',
      )
    if (authors.at(-1) !== member.id)
      throw new HoldfastError(
        'NOT_ALLOWED',
        `Revision ${note.revision} of ${named(note)} was written by ${note.author}, who alone can seal it.`,
        'Ask its author to seal it, or witness it once it is sealed.',
      )
    return sealOne(append, note, caseId)
  })

/** Seals what the member wrote today, in one case or in all that take entries. */
export const sealToday = (
  { ledger, member, ports }: Workspace,
  { case: ref }: Checked<'note.sealToday'>,
): Output<'note.sealToday'> =>
  ledger.transact(({ db, append }) => {
    const { zone } = ports.clock
    const today = inZone(new Date(ports.clock.now()).toISOString(), zone).value.slice(0, 10)
    const isToday = (at: string): boolean => inZone(at, zone).value.startsWith(today)
    const only = ref === undefined ? undefined : findWorkingCase(db, ref).id
    return {
      items: unsealedBy(db, member.id)
        .filter(({ caseId, writtenAt }) => (only === undefined || caseId === only) && isToday(writtenAt))
        .flatMap(({ noteId, caseId }) => {
          const { status, number } = findCase(db, caseId)
          // Of a case that was closed since, nothing can be added to the record.
          if (status === 'closed' || status === 'destroyed') return []
          const { note } = findNote(db, noteId)
          return [{ ...sealOne(append, note, caseId), case: number, title: note.title }]
        }),
    }
  })
