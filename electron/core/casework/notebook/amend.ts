import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { NoteRow, RichText } from '../../../../shared/contract/notebook.ts'
import { textIn } from '../../../../shared/contract/rich-text.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count } from '../../../../shared/kernel/show.ts'
import type { Workspace } from '../../record/members/index.ts'
import { findWorkingCase } from '../cases/index.ts'
import { findNote } from './queries.ts'
import { checkRichText } from './rich-text.ts'
import { named, requireSeal } from './seal.ts'
import { notebookView } from './view.ts'

/** The newest entry about a note: what whoever reads it now has before them. */
const newestOf = ({ seq, seal, additions, strikes }: NoteRow): number =>
  Math.max(seq, seal?.seq ?? 0, ...additions.map((one) => one.seq), ...strikes.map((one) => one.seq))

/** Countersigns a sealed note. Fails with NOT_FOUND, INVALID_INPUT (not sealed), NOT_ALLOWED (wrote in it) or ALREADY_DONE. */
export const witnessNote = (
  { ledger, member }: Workspace,
  { note: ref }: Checked<'note.witness'>,
): Output<'note.witness'> =>
  ledger.transact(({ db, append }) => {
    const { note, caseId, authors } = findNote(db, ref)
    findWorkingCase(db, caseId)
    const seal = requireSeal(note)
    const wrote = [...note.additions.map(({ author }) => author), ...note.strikes.map(({ by }) => by)]
    if (authors.includes(member.id) || wrote.includes(member.name))
      throw new HoldfastError(
        'NOT_ALLOWED',
        `You wrote in ${named(note)}; a witness is somebody who did not.`,
        'Ask another member to witness it.',
      )
    const upTo = newestOf(note)
    if (note.witnesses.some((one) => one.by === member.name && one.upTo === upTo))
      throw new HoldfastError(
        'ALREADY_DONE',
        `You witnessed ${named(note)} as it stands.`,
        'Witness it again once something was added or struck.',
      )
    append(
      notebookView,
      'note.witnessed',
      { subject: note.id, case: caseId },
      { sealed: seal.seq, sha256: seal.sha256, upTo },
    )
    return { note: note.id, number: note.number, upTo }
  })

/** Adds to a sealed note. Fails with NOT_FOUND or INVALID_INPUT (not sealed, or no rich text). */
export async function addToNote(
  { ledger }: Workspace,
  { note: ref, body, happenedAt }: Checked<'note.add'>,
): Promise<Output<'note.add'>> {
  await checkRichText(body)
  return ledger.transact(({ db, append }) => {
    const { note, caseId } = findNote(db, ref)
    findWorkingCase(db, caseId)
    requireSeal(note)
    if (textIn(body).trim() === '')
      throw new HoldfastError('INVALID_INPUT', 'The addition is empty.', 'Give it some words; nothing was saved.')
    const number = note.additions.length + 1
    append(notebookView, 'note.added', { subject: note.id, case: caseId }, { number, body, happenedAt })
    return { note: note.id, addition: number }
  })
}

/** Strikes a passage of a sealed note through. Fails with NOT_FOUND, INVALID_INPUT (not sealed, not there, or there more than once) or ALREADY_DONE. */
export const strikeInNote = (
  { ledger }: Workspace,
  { note: ref, addition, words, place, instead, reason }: Checked<'note.strike'>,
): Output<'note.strike'> =>
  ledger.transact(({ db, append }) => {
    const { note, caseId } = findNote(db, ref)
    findWorkingCase(db, caseId)
    requireSeal(note)
    const start = placeOf(bodyIn(note, addition), words, place)
    const end = start + words.length
    const before = note.strikes.find(
      (one) => one.addition === (addition ?? null) && one.start <= start && end <= one.end,
    )
    if (before)
      throw new HoldfastError(
        'ALREADY_DONE',
        `“${words}” was struck by ${before.by}: ${before.reason}`,
        'Write an addition if there is more to say of it.',
      )
    append(
      notebookView,
      'note.struck',
      { subject: note.id, case: caseId },
      { addition: addition ?? null, start, end, words, instead, reason },
    )
    return { note: note.id, start, end }
  })

function bodyIn(note: NoteRow, addition: number | undefined): RichText {
  if (addition === undefined) return note.body
  const found = note.additions.find(({ number }) => number === addition)
  if (found) return found.body
  throw new HoldfastError(
    'NOT_FOUND',
    `${named(note)} has no addition ${addition}.`,
    `It has ${count(note.additions.length, 'addition')}.`,
  )
}

function placeOf(body: RichText, words: string, place: number | undefined): number {
  const text = textIn(body)
  const found: number[] = []
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) found.push(at)
  const chosen = found[place === undefined ? 0 : place - 1]
  if (chosen === undefined)
    throw new HoldfastError(
      'INVALID_INPUT',
      found.length === 0
        ? `“${words}” does not stand there.`
        : `“${words}” stands there ${count(found.length, 'time')}, not ${place ?? 1} times.`,
      'Give the passage to the letter, as the note has it.',
    )
  if (found.length > 1 && place === undefined)
    throw new HoldfastError(
      'INVALID_INPUT',
      `“${words}” stands there ${count(found.length, 'time')}.`,
      'Say which place, or give more of the words around it.',
    )
  return chosen
}
