import type { ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { findStandingCase, findWorkingCase } from '../cases/index.ts'
import type { Reader } from '../../record/vault/index.ts'

/** Whose register an exhibit is entered in: a case's, or that of a report before and after it is part of a case. */
export type Owner = { case: string } | { report: string }

/** Fails with INVALID_INPUT unless exactly one of the two is named. */
export function ownerOf({ case: ofCase, report }: { case?: string | undefined; report?: string | undefined }): Owner {
  if (ofCase !== undefined && report === undefined) return { case: ofCase }
  if (report !== undefined && ofCase === undefined) return { report }
  throw new HoldfastError(
    'INVALID_INPUT',
    'Exhibits are those of one case or of one report.',
    'Name a case or a report, not both.',
  )
}

/**
 * The id of the case that something is part of, closed or not; undefined while its report is part of none. Evidence of a
 * closed case is held on. Fails with ALREADY_DONE.
 */
export const standingCaseOf = (db: Reader, { caseNumber }: Pick<ExhibitRow, 'caseNumber'>): string | undefined =>
  caseNumber === null ? undefined : findStandingCase(db, caseNumber).id

/** The same, for what is added. Fails with CASE_CLOSED too. */
export const workingCaseOf = (db: Reader, { caseNumber }: Pick<ExhibitRow, 'caseNumber'>): string | undefined =>
  caseNumber === null ? undefined : findWorkingCase(db, caseNumber).id
