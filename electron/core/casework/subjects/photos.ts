import { and, eq, isNull } from 'drizzle-orm'
import type { Output } from '../../../../shared/contract/contract.ts'
import type { SubjectBrief } from '../../../../shared/contract/subjects.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { aboutCase, aboutReport } from './about.ts'
import { findSubject, whoOf } from './queries.ts'
import { shownIn } from './shown.ts'
import { subjectsView } from './view.ts'
import { subjectPhotos } from './tables.ts'

/** An exhibit, of a case or of a report: exhibits come after subjects, so whoever knows both says which it is. */
export interface Shown {
  id: string
  number: string
  caseNumber: string | null
  reportNumber: string | null
}

const aboutShown = (db: Reader, { caseNumber, reportNumber }: Pick<Shown, 'caseNumber' | 'reportNumber'>) =>
  reportNumber === null ? aboutCase(db, caseNumber ?? '') : aboutReport(db, reportNumber)

const photoOf = query((from, { id, exhibit }: Given<{ id: string; exhibit: string }>) =>
  from
    .select({ id: subjectPhotos.id })
    .from(subjectPhotos)
    .where(
      and(eq(subjectPhotos.subjectId, id), eq(subjectPhotos.exhibitId, exhibit), isNull(subjectPhotos.withdrawnAt)),
    ),
)
const standingPhoto = query((from, { photo, id }: Given<{ photo: string; id: string }>) =>
  from
    .select()
    .from(subjectPhotos)
    .where(and(eq(subjectPhotos.id, photo), eq(subjectPhotos.subjectId, id), isNull(subjectPhotos.withdrawnAt))),
)

/** Says that an exhibit shows a subject. */
export function linkPhoto({ ledger, ports }: Workspace, ref: string, exhibit: Shown): Output<'subject.photo'> {
  return ledger.transact(({ db, append }) => {
    const found = findSubject(db, ref)
    const { number: _, ...about } = aboutShown(db, exhibit)
    const there = db.get(photoOf, { id: found.id, exhibit: exhibit.id })
    if (there) {
      throw new HoldfastError(
        'ALREADY_DONE',
        `${found.number} has exhibit ${exhibit.number} as a photo already.`,
        'Nothing was recorded.',
      )
    }
    const shown = { id: exhibit.id, number: exhibit.number }
    const photo = idFrom(ports.random(16))
    append(subjectsView, 'subject.photo-linked', about, { photo, who: whoOf(found), exhibit: shown })
    return { subject: found.number, id: found.id }
  })
}

/** Withdraws a photo; false where it is none of the subject's that stands. */
export function withdrawPhoto(
  { db, append }: Pick<Transaction, 'db' | 'append'>,
  found: SubjectBrief,
  photo: string,
  reason: string,
): boolean {
  const row = db.get(standingPhoto, { photo, id: found.id })
  if (!row) return false
  const { exhibit, exhibitId, ...where } = shownIn(db, row)
  const { number: _, ...about } = aboutShown(db, where)
  const shown = { id: exhibitId, number: exhibit }
  append(subjectsView, 'subject.photo-withdrawn', about, { photo, who: whoOf(found), exhibit: shown, reason })
  return true
}
