import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { canonical } from '../../../../shared/kernel/canonical.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { readTemplate } from '../../intake/templates/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { defined, type Reader } from '../../record/vault/index.ts'
import { findWorkingCase } from '../cases/index.ts'
import { findExhibit } from '../exhibits/index.ts'
import { findSubject } from '../subjects/index.ts'
import type { Plan } from './entries.ts'
import { interviewAtWork, requireState } from './moment.ts'
import { nextInterview } from './queries.ts'
import { interviewsView } from './view.ts'

/** With whom: a subject on record by its number, or somebody by a name. */
function personNamed(db: Reader, name: string): Plan['with'] {
  if (!/^S-\d+$/i.test(name)) return { name, subject: null }
  const { id, number, name: known } = findSubject(db, name)
  return { name: known, subject: { id, number } }
}

const ownTopics = (titles: readonly string[]): Plan['topics'] =>
  titles.map((title, at) => ({ key: `own-${at + 1}`, title, about: null, questions: [] }))

const exhibitsNamed = (db: Reader, file: { id: string; number: string }, refs: readonly string[]): Plan['exhibits'] =>
  refs.map((ref) => {
    const { id, number } = findExhibit(db, ref, file)
    return { id, number }
  })

/** Plans an interview by a template, which is kept with it as it is now. Fails with NOT_FOUND, CASE_CLOSED and as `findStandingCase` does. */
export function planInterview(workspace: Workspace, input: Checked<'interview.plan'>): Output<'interview.plan'> {
  const { ledger, ports } = workspace
  return ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, input.case)
    const template = readTemplate({ db, ports }, 'interview', input.template)
    if (!template)
      throw new HoldfastError(
        'NOT_FOUND',
        `There is no plan of interviews “${input.template}”.`,
        'See the list of plans in Settings, or `holdfast template list --kind interview`.',
      )
    const { title, objectives, topics, warnings } = template.body
    const serial = nextInterview(db, file.id)
    const number = `${file.number}-I${String(serial).padStart(2, '0')}`
    const plan: Plan = {
      template: { key: input.template, version: template.version, title },
      with: personNamed(db, input.with),
      role: input.role,
      objectives: input.objectives ?? objectives,
      allegations: input.allegations ?? [],
      topics: [...topics.map(({ about = null, ...topic }) => ({ ...topic, about })), ...ownTopics(input.topics ?? [])],
      warnings,
      exhibits: exhibitsNamed(db, file, input.exhibits ?? []),
      others: input.others ?? [],
      place: input.place ?? null,
      mode: input.mode,
      plannedAt: input.plannedAt ?? null,
      interpreter: input.interpreter ?? null,
    }
    const id = idFrom(ports.random(16))
    append(
      interviewsView,
      'interview.planned',
      { subject: id, case: file.id },
      { number, serial, caseNumber: file.number, plan },
    )
    return { interview: number, id }
  })
}

/** Changes the plan of an interview that did not begin. Fails with NOT_FOUND, CONFLICT once it began, and CASE_CLOSED. */
export function changePlan({ ledger }: Workspace, input: Checked<'interview.change'>): Output<'interview.change'> {
  return ledger.transact(({ db, append }) => {
    const { interview, about } = interviewAtWork(db, input.interview)
    requireState(interview, ['planned'])
    const { plan: before, number, state, caseId, caseNumber } = interview
    const { with: name, topics, exhibits, interview: _, reason, ...fields } = input
    const plan: Plan = {
      ...before,
      ...defined(fields),
      ...(name === undefined ? {} : { with: personNamed(db, name) }),
      ...(topics === undefined
        ? {}
        : { topics: [...before.topics.filter(({ key }) => !key.startsWith('own-')), ...ownTopics(topics)] }),
      ...(exhibits === undefined ? {} : { exhibits: exhibitsNamed(db, { id: caseId, number: caseNumber }, exhibits) }),
    }
    if (canonical(plan) === canonical(before))
      throw new HoldfastError(
        'ALREADY_DONE',
        `The plan of interview ${number} says that already.`,
        'Nothing was recorded.',
      )
    append(interviewsView, 'interview.replanned', about, { number, plan, reason: reason ?? null })
    return { interview: number, state }
  })
}
