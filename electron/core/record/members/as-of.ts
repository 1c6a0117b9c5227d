import type { Reader } from '../vault/index.ts'

/** What is asked about as it stood at an earlier moment: a case with its reports, or one report. */
export interface Asked {
  db: Reader
  /** Id of the case; undefined: a report is asked about. */
  case: string | undefined
  reports: readonly { id: string; caseId: string | null }[]
  /** How many entries the ledger had then. */
  size: number
}

/** What an answer rests on beside the entries that name the case and those about its reports. */
export interface Grounds {
  /** Sequence numbers of entries; those from after that moment are left out. */
  entries?: readonly number[]
  /** Other reports and cases that stand in the answer, by id or number. */
  reports?: readonly string[]
  cases?: readonly string[]
}

export type AsOfGrounds = (asked: Asked) => Grounds
