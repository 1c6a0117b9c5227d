import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { parsePinpoint, showAt, showPinpoint } from '../../../../shared/kernel/pinpoint.ts'
import type { CaseFile } from '../cases/index.ts'
import { pinFacts } from '../decisions/index.ts'
import { findExhibit } from '../exhibits/index.ts'
import { findSubject, involvementsOfCase } from '../subjects/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import type { CitedSource, Said } from './tables.ts'

/**
 * The record that a text names, pinned by the newest entry about it: a place in an exhibit of the case (`E04 p. 3`), a
 * report, task or decision by its number, a note by its number, title or id. Fails with INVALID_INPUT for a place that cannot be
 * read, with NOT_FOUND for what the case does not have.
 */
export function citedIn(db: Reader, file: CaseFile, text: string): CitedSource {
  const pinpoint = parsePinpoint(text, file.number)
  if (pinpoint) {
    const { id, number, sha256 } = findExhibit(db, pinpoint.exhibit, file)
    const [pinned] = pinFacts(db, file, [{ kind: 'exhibit', ref: id }])
    if (pinned) {
      const label = showPinpoint({ exhibit: number, at: pinpoint.at }, file.number)
      return { ...pinned, label, at: pinpoint.at && showAt(pinpoint.at), sha256 }
    }
  }
  if (/^(?:\d{4}-\d+[ -]|R-\d+[ -])?E\d+(?:[ ,]|$)/i.test(text)) {
    throw new HoldfastError(
      'INVALID_INPUT',
      `“${text}” names no place in an exhibit.`,
      'Write it like “E04 p. 3”, “E09 at 01:12–01:20”, “E02 line 4” or “E04” for all of it; nothing was recorded.',
    )
  }
  const kind = /^R-\d+$/i.test(text)
    ? 'report'
    : /^(?:\d{4}-\d+-)?T\d+$/i.test(text)
      ? 'task'
      : /^D-\d+$/i.test(text)
        ? 'decision'
        : 'note'
  const [pinned] = pinFacts(db, file, [{ kind, ref: text }])
  if (!pinned)
    throw new HoldfastError('NOT_FOUND', `Case ${file.number} has no “${text}”.`, 'Name a record of the case.')
  return { ...pinned, at: null, sha256: null }
}

/** Somebody by a subject's number or id, by the name of one who is involved in the case, or by a name alone. */
export function saidBy(db: Reader, file: CaseFile, who: string): Said {
  if (/^S-\d+$/i.test(who)) {
    const { id, name } = findSubject(db, who)
    return { subject: id, name }
  }
  const involved = new Map(
    involvementsOfCase(db, file.id)
      .flatMap(({ subject, under, withdrawn }) => (withdrawn === null ? [under ?? subject] : []))
      .filter(({ name }) => name.toLowerCase() === who.toLowerCase())
      .map(({ id, name }) => [id, name]),
  )
  const [only, ...more] = involved
  if (only && more.length === 0) return { subject: only[0], name: only[1] }
  if (only) {
    throw new HoldfastError(
      'INVALID_INPUT',
      `${involved.size} people of case ${file.number} are called “${who}”.`,
      'Name the one that is meant by its number, like S-0007; nothing was recorded.',
    )
  }
  return { subject: null, name: who }
}
