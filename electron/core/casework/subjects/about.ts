import { findWorkingCase } from '../cases/index.ts'
import { findReport } from '../../intake/reports/index.ts'
import type { Reader } from '../../record/vault/index.ts'

/** What an entry of a report or case is about: the case; or the report, and its case where it has one by now. */
export interface About {
  subject: string
  case?: string
}

export function aboutReport(db: Reader, ref: string): About & { number: string } {
  const { id, caseId, number } = findReport(db, ref)
  return caseId === null ? { subject: id, number } : { subject: id, case: findWorkingCase(db, caseId).id, number }
}

export function aboutCase(db: Reader, ref: string): About & { number: string } {
  const { id, number } = findWorkingCase(db, ref)
  return { subject: id, case: id, number }
}
