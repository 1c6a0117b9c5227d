import type { Assessment } from '../../../../shared/contract/assessments.ts'
import { concernLevels } from '../../../../shared/contract/instruments.ts'
import { showDay } from '../../../../shared/kernel/show.ts'
import type { Sections } from '../../print/index.ts'
import type { PacketPart } from '../../record/members/index.ts'
import { assessmentsOfCase } from './queries.ts'

/** The assessments of a case in its packet. */
export const assessmentsInPacket: PacketPart = {
  sections: ({ workspace, case: { id }, at }): Sections<'assessments'> => ({
    assessments: assessmentsForPages(assessmentsOfCase(workspace, id), at),
  }),
  shows: ({ workspace, case: { id } }) => assessmentsOfCase(workspace, id).map(({ seq }) => seq),
}

/** The assessments of a case as its pages print them, oldest first; each says what became of the level before it. */
function assessmentsForPages(
  assessments: readonly Assessment[],
  at: (instant: string) => string,
): Sections<'assessments'>['assessments'] {
  return assessments.map((made, place) => {
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
