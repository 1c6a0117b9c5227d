import type { CaseHistoryRow } from '../../../shared/contract/cases.ts'
import { showInstant } from '../../../shared/kernel/show.ts'

/** What was recorded, oldest first, with each field's old and new value. */
export const historyInWords = (rows: readonly CaseHistoryRow[]): string[] =>
  rows
    .toReversed()
    .flatMap(({ seq, at, actor, summary, changes, reason }) => [
      `${seq}  ${showInstant(at)}  ${actor}  ${summary}`,
      ...changes.map(({ field, from, to }) => `    ${field}: ${from ?? 'nothing'} → ${to ?? 'nothing'}`),
      ...(reason === null ? [] : [`    reason: ${reason}`]),
    ])
