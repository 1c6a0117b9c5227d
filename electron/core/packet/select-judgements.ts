import type { Decision } from '../../../shared/contract/decisions.ts'
import type { PacketContentInput } from './content.ts'

type DecisionPage = NonNullable<PacketContentInput['decisions']>[number]

/** A decision as a page prints it: what was put forward last, who answered it, and the entries that hold both. */
export function decisionForPages(decision: Decision, at: (instant: string) => string): DecisionPage {
  const { number, question, options, choice, rationale, facts, decider, submittedAt, revision, seq, answer } = decision
  return {
    number,
    question,
    options: options.map((option) => ({ option, chosen: option === choice })),
    rationale,
    decided: `${decider}, ${at(submittedAt)}, entry ${seq}${revision > 1 ? ` (revision ${revision})` : ''}`,
    approval: approvalInWords(decision, at),
    seen:
      answer?.kind === 'approved'
        ? `the first ${answer.seen.size} entries of the ledger, root ${answer.seen.root}`
        : undefined,
    facts: facts.map(({ label, seq: entry, changed }) => ({
      label,
      entry: `entry ${entry}${changed ? `; recorded since: entry ${changed.seq}` : ''}`,
    })),
    reviewOn: decision.reviewOn ?? undefined,
  }
}

function approvalInWords(decision: Decision, at: (instant: string) => string): string {
  const { state, answer, withoutApproval, supersededBy, withdrawn } = decision
  const given =
    withoutApproval !== null
      ? `Without approval: ${withoutApproval}`
      : answer === null
        ? 'Waiting for approval'
        : `${answer.kind === 'approved' ? 'Approved' : 'Returned'} by ${answer.by}, ${at(answer.at)}, entry ${answer.seq}${
            answer.reason === null ? '' : `: ${answer.reason}`
          }`
  if (state === 'superseded') return `${given}. Superseded by ${supersededBy ?? 'another'}`
  return withdrawn ? `${given}. Withdrawn by ${withdrawn.by}, ${at(withdrawn.at)}: ${withdrawn.reason}` : given
}
