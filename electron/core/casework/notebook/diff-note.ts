import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count } from '../../../../shared/kernel/show.ts'
import type { Workspace } from '../../record/members/index.ts'
import { countWords, differenceOf } from './difference.ts'
import { revisionsOf } from './queries.ts'
import { canonicalText } from './seal.ts'

/** How two revisions of a note, or one and a text that is not saved, differ in their words. Fails with NOT_FOUND. */
export function diffNote({ db }: Workspace, input: Checked<'note.diff'>): Output<'note.diff'> {
  const revisions = revisionsOf(db, input.note)
  const newest = revisions.length
  const to = input.body ? null : (input.to ?? newest)
  const from = input.from ?? (to === null ? newest : Math.max(1, to - 1))
  const bodyOf = (revision: number) => {
    const found = revisions.find((one) => one.revision === revision)
    if (found) return found.body
    throw new HoldfastError(
      'NOT_FOUND',
      `The note has no revision ${revision}.`,
      `It has ${count(newest, 'revision')}; name two of them.`,
    )
  }
  const before = bodyOf(from)
  const after = to === null ? (input.body ?? before) : bodyOf(to)
  const pieces = differenceOf(before, after)
  const same = pieces.every(({ kind }) => kind === 'same')
  return {
    from,
    to,
    pieces,
    words: countWords(pieces),
    look: same && canonicalText(before) !== canonicalText(after),
  }
}
