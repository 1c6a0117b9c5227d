import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { findWorkingCase } from '../cases/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { findNote } from './queries.ts'
import { checkRichText } from './rich-text.ts'
import { refuseSealed } from './seal.ts'
import { notebookView } from './view.ts'

/**
 * Saves a revision of a note; what was saved before stays as it is. Fails with CONFLICT when somebody saved since the
 * text was opened (`base`), with NOT_ALLOWED once it is sealed, with INVALID_INPUT when the text does not fit the editor's schema.
 */
export async function saveNote(
  { ledger, ports }: Workspace,
  input: Checked<'note.save'>,
): Promise<Output<'note.save'>> {
  await checkRichText(input.body)
  return ledger.transact(({ db, append }) => {
    const { id: caseId, number } = findWorkingCase(db, input.case)
    const earlier = input.note === undefined ? undefined : findNote(db, input.note)
    if (earlier && earlier.caseId !== caseId) {
      throw new HoldfastError(
        'INVALID_INPUT',
        `This note does not belong to case ${number}.`,
        'Save it in its own case.',
      )
    }
    if (earlier) refuseSealed(earlier.note)
    const newest = earlier?.note.revision ?? 0
    if (newest !== input.base) {
      throw new HoldfastError(
        'CONFLICT',
        `The note was saved as revision ${newest} after you opened revision ${input.base}.`,
        'Your text is kept as a draft: compare the two, then save again on top of the newest.',
      )
    }
    const note = earlier?.note.id ?? idFrom(ports.random(16))
    const { title, body, happenedAt } = input
    append(
      notebookView,
      'note.saved',
      { subject: note, case: caseId },
      { revision: newest + 1, title, body, happenedAt },
    )
    return { note, revision: newest + 1 }
  })
}

/** Says when a note is a late entry, with the reason; what was written before keeps its judgement unless `earlier`. */
export const setLateRule = (
  { ledger, vault }: Workspace,
  rule: Checked<'note.setLateRule'>,
): Output<'note.setLateRule'> =>
  ledger.transact(({ append }) => {
    append(notebookView, 'late-entry.set', { subject: vault.header.id }, rule)
    return { hours: rule.hours }
  })
