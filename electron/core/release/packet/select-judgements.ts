import type { Assessment } from '../../../../shared/contract/assessments.ts'
import type { Decision } from '../../../../shared/contract/decisions.ts'
import { standardWords } from '../../../../shared/contract/closure.ts'
import { concernLevels } from '../../../../shared/contract/instruments.ts'
import { capital, showDay, spoken } from '../../../../shared/kernel/show.ts'
import type { Conclusion } from '../../casework/closure/index.ts'
import type { PacketContentInput } from '../../print/index.ts'

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

type Stated = Conclusion['outcome']

/** What the case comes to, as its pages print it. The review is the house's own and stays in it. */
export function conclusionForPages(
  { allegations, outcome, actionsTaken, residual, duties }: Conclusion,
  at: (instant: string) => string,
): Pick<PacketContentInput, 'allegations' | 'conclusion' | 'duties'> {
  const stated = (name: string, said: Stated, level?: string) =>
    said === null
      ? []
      : [
          {
            name,
            text: level === undefined ? said.text : `${level}. ${said.text}`,
            source: `${said.by}, ${at(said.at)}, entry ${said.seq}`,
          },
        ]
  return {
    allegations: allegations.map(({ number, text, standard, finding, withdrawn, seq }) => ({
      number,
      text,
      standard: standardWords[standard],
      made: `entry ${seq}`,
      finding: withdrawn
        ? `withdrawn by ${withdrawn.by}, ${at(withdrawn.at)}: ${withdrawn.reason}`
        : finding
          ? `${spoken(finding.finding)}; ${finding.by}, ${at(finding.at)}, entry ${finding.seq}`
          : 'none yet',
      basis: withdrawn ? undefined : finding?.basis,
      facts: finding?.facts.map(({ label, seq: entry }) => `${label} (entry ${entry})`).join(', '),
    })),
    conclusion: [
      ...stated('Outcome', outcome),
      ...stated('Actions taken', actionsTaken),
      ...stated('Residual risk', residual, residual ? capital(spoken(residual.level)) : undefined),
    ],
    duties: duties
      .filter(({ kind }) => kind !== 'change')
      .map(({ number, kind, what, owner, due, seq }) => ({
        number,
        kind: capital(kind),
        what,
        owner: owner.name,
        due: due === null ? 'done with' : at(due),
        source: `entry ${seq}`,
      })),
  }
}

type AssessmentPage = NonNullable<PacketContentInput['assessments']>[number]

/** The assessments of a case as its pages print them, oldest first; each says what became of the level before it. */
export function assessmentsForPages(assessments: readonly Assessment[], at: (instant: string) => string) {
  return assessments.map((made, place): AssessmentPage => {
    const before = assessments.slice(0, place).findLast(({ about, withdrawn }) => about === made.about && !withdrawn)
    const { factors, withdrawn, supersededBy, instrument } = made
    return {
      number: made.number,
      about: made.about,
      level: made.level,
      day: at(made.assessedAt),
      made: `${made.assessor}, ${at(made.assessedAt)}, entry ${made.seq}`,
      change: before && changeInWords(before, made),
      standing: withdrawn
        ? `withdrawn by ${withdrawn.by}, ${at(withdrawn.at)}: ${withdrawn.reason}`
        : supersededBy === null
          ? 'stands'
          : `superseded by ${supersededBy}`,
      instrument: `${instrument.title}${instrument.version > 0 ? `, version ${instrument.version}` : ''}`,
      rationale: made.rationale,
      factors: factors
        .filter(({ answer }) => answer !== 'unknown')
        .map(({ kind, label, answer, note, citations }) => ({
          label,
          kind,
          answer,
          note: note ?? undefined,
          cites: citations.map((cited) => `${cited.label} (entry ${cited.seq})`).join(', ') || undefined,
        })),
      unknown: factors
        .filter(({ answer }) => answer === 'unknown')
        .map(({ label, note, citations }) =>
          [note === null ? label : `${label}: ${note}`, ...citations.map((cited) => cited.label)].join(' · '),
        ),
      gaps: made.gaps,
      plan: made.plan.map(({ what, who, by }) => ({ what, who, by: by === null ? 'no day set' : showDay(by) })),
      reassessOn: made.reassessOn === null ? undefined : showDay(made.reassessOn),
    }
  })
}

function changeInWords(before: Assessment, { level }: Assessment): string {
  const step = concernLevels.indexOf(level) - concernLevels.indexOf(before.level)
  const since = `${before.level} (${before.number})`
  return step === 0 ? `unchanged since ${since}` : `${step > 0 ? 'raised' : 'lowered'} from ${since}`
}
