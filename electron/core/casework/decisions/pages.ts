import type { Decision } from '../../../../shared/contract/decisions.ts'
import { showDay } from '../../../../shared/kernel/show.ts'
import type { Sections } from '../../print/index.ts'
import type { PacketPart } from '../../record/members/index.ts'
import { decisionsOfCase } from './queries.ts'

/** The decisions of a case in its packet, each as it was put forward last and answered. */
export const decisionsInPacket: PacketPart = {
  sections: ({ workspace, case: { id }, at }): Sections<'decisions'> => ({
    decisions: decisionsOfCase(workspace, id).map((decision) => decisionForPages(decision, at)),
  }),
  shows: ({ workspace, case: { id } }) =>
    decisionsOfCase(workspace, id).flatMap(({ seq, answer }) => (answer ? [seq, answer.seq] : [seq])),
}

/** A decision as a page prints it: what was put forward last, who answered it, and the entries that hold both. */
function decisionForPages(
  decision: Decision,
  at: (instant: string) => string,
): Sections<'decisions'>['decisions'][number] {
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
    facts: facts.map(({ label, excerpt, seq: entry, changed }) => ({
      label,
      says: excerpt,
      entry: `entry ${entry}${changed ? `; recorded since: entry ${changed.seq}` : ''}`,
    })),
    earlier: decision.earlier.map((one) => ({
      choice: one.choice,
      decided: `Revision ${one.revision}, ${at(one.submittedAt)}, entry ${one.seq}`,
      answer:
        one.answer === null
          ? 'not answered'
          : `${one.answer.kind} by ${one.answer.by}, ${at(one.answer.at)}, entry ${one.answer.seq}: ${one.answer.reason ?? ''}`,
    })),
    reviewOn: decision.reviewOn === null ? undefined : showDay(decision.reviewOn),
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
