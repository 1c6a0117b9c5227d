import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { InstrumentTemplate } from '../../../../shared/contract/instruments.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { findWorkingCase } from '../cases/index.ts'
import { pinFacts } from '../decisions/index.ts'
import { findWorker, type Workspace } from '../../record/members/index.ts'
import { readTemplate } from '../../intake/templates/index.ts'
import { findAssessment, nextAssessment } from './queries.ts'
import { assessmentsView } from './view.ts'

type Made = Output<'assessment.make'>
type Asked = Checked<'assessment.make'>

/**
 * Records an assessment, whole in itself. Fails with INVALID_INPUT when a factor is not of the instrument, or is said to
 * be present and rests on nothing, or when there is concern and no day on which it is looked at again.
 */
export function makeAssessment(workspace: Workspace, input: Asked): Made {
  const instrument = readTemplate(workspace, 'assessment', input.instrument)
  if (!instrument) {
    throw new HoldfastError(
      'NOT_FOUND',
      `There is no assessment form “${input.instrument}” in this vault.`,
      'See the templates in Settings, or `holdfast template list`.',
    )
  }
  requireGrounds(instrument.body, input)
  return workspace.ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, input.case)
    const next = nextAssessment(db, file.id)
    const id = idFrom(workspace.ports.random(16))
    const number = `A-${String(next).padStart(2, '0')}`
    const answers = new Map(input.factors.map((factor) => [factor.id, factor]))
    append(
      assessmentsView,
      'assessment.made',
      { subject: id, case: file.id },
      {
        number,
        serial: next,
        instrument: { key: input.instrument, version: instrument.version, title: instrument.body.title },
        about: input.about,
        factors: instrument.body.factors.map(({ id: factor, kind, label }) => {
          const { answer = 'unknown', note = null, citations = [] } = answers.get(factor) ?? {}
          return { id: factor, kind, label, answer, note, citations: pinFacts(db, file, citations) }
        }),
        gaps: input.gaps,
        level: input.level,
        rationale: input.rationale,
        plan: input.plan.map(({ what, who, by }) => {
          const { id: member, name } = findWorker(db, who)
          return { what, who: { id: member, name }, by }
        }),
        reassessOn: input.reassessOn,
      },
    )
    return { assessment: number, id }
  })
}

function requireGrounds({ factors }: InstrumentTemplate, input: Asked): void {
  const labels = new Map(factors.map(({ id, label }) => [id, label]))
  const stranger = input.factors.find(({ id }) => !labels.has(id))
  if (stranger) throw refused(`The form has no factor “${stranger.id}”.`, 'Answer the factors of the form.')
  const bare = input.factors.find(
    ({ answer, note, citations }) => answer === 'present' && note === null && citations.length === 0,
  )
  if (bare) {
    throw refused(
      `“${labels.get(bare.id)}” is said to be present, but rests on nothing.`,
      'Cite a record of the case, or say what it rests on',
    )
  }
  if (input.level !== 'none' && input.reassessOn === null)
    throw refused('There is concern, but no day on which it is looked at again.', 'Give the day')
}

const refused = (message: string, next: string): HoldfastError =>
  new HoldfastError('INVALID_INPUT', message, `${next.replace(/\.$/, '')}; nothing was recorded.`)

/** Takes an assessment back. Fails with ALREADY_DONE for one that was taken back before. */
export const withdrawAssessment = (
  { ledger }: Workspace,
  { case: ref, assessment: assessmentRef, reason }: Checked<'assessment.withdraw'>,
): Made =>
  ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, ref)
    const { id, number, withdrawnReason: before } = findAssessment(db, file, assessmentRef)
    if (before !== null) {
      throw new HoldfastError(
        'ALREADY_DONE',
        `${number} of case ${file.number} was withdrawn already: “${before}”.`,
        'Make a new assessment; nothing was recorded.',
      )
    }
    append(assessmentsView, 'assessment.withdrawn', { subject: id, case: file.id }, { number, reason })
    return { assessment: number, id }
  })
