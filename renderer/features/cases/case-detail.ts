import type { Output } from '../../../shared/contract/contract.ts'

/** A case as its page shows it. */
export type CaseDetail = Output<'case.get'>
