import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import type { Workspace } from '../../record/members/index.ts'
import { findWorkingCase } from '../cases/index.ts'
import { findAllegation } from '../closure/index.ts'
import { findExhibit } from '../exhibits/index.ts'
import { contradictionsOf } from './queries.ts'
import { findClock, findElement, nextClock, nextElement } from './rows.ts'
import { citedIn } from './sources.ts'
import { assertionsView } from './view.ts'

type Numbered = Output<'element.add'>

/** Names what must be shown for an allegation to be found. Fails with ALREADY_DONE for one that was withdrawn. */
export const addElement = (
  { ledger, ports }: Workspace,
  { case: ref, allegation: allegationRef, text }: Checked<'element.add'>,
): Numbered =>
  ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, ref)
    const allegation = findAllegation(db, file, allegationRef)
    if (allegation.withdrawnAt !== null) throw gone(`Allegation ${allegation.number}`)
    const serial = nextElement(db, allegation.id)
    const [id, number] = [idFrom(ports.random(16)), `${allegation.number}.${serial}`]
    const of = { id: allegation.id, number: allegation.number }
    append(assertionsView, 'element.added', { subject: id, case: file.id }, { number, serial, allegation: of, text })
    return { id, number }
  })

const gone = (what: string): HoldfastError =>
  new HoldfastError('ALREADY_DONE', `${what} was withdrawn.`, 'Name one that stands; nothing was recorded.')

export const withdrawElement = (
  { ledger }: Workspace,
  { case: ref, element, reason }: Checked<'element.withdraw'>,
): Numbered =>
  ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, ref)
    const { id, number, withdrawnAt } = findElement(db, file, element)
    if (withdrawnAt !== null) throw gone(`Element ${number}`)
    append(assertionsView, 'element.withdrawn', { subject: id, case: file.id }, { number, reason })
    return { id, number }
  })

/** Records the check of a device's clock: how far it was off, against what, and what the device recorded. */
export const addClock = (
  { ledger, ports }: Workspace,
  { case: ref, proof, exhibits, checkedAt, ...checked }: Checked<'clock.add'>,
): Numbered =>
  ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, ref)
    const serial = nextClock(db, file.id)
    const [id, number] = [idFrom(ports.random(16)), `K-${String(serial).padStart(2, '0')}`]
    const recorded = new Map(exhibits.map((one) => findExhibit(db, one, file)).map((one) => [one.id, one.number]))
    append(
      assertionsView,
      'clock.checked',
      { subject: id, case: file.id },
      {
        number,
        serial,
        ...checked,
        checkedAt: checkedAt ?? new Date(ports.clock.now()).toISOString(),
        proof: proof === undefined ? null : citedIn(db, file, proof),
        exhibits: [...recorded].map(([exhibit, name]) => ({ id: exhibit, number: name })),
      },
    )
    return { id, number }
  })

export const withdrawClock = (
  { ledger }: Workspace,
  { case: ref, clock, reason }: Checked<'clock.withdraw'>,
): Numbered =>
  ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, ref)
    const { id, number, withdrawnAt } = findClock(db, file, clock)
    if (withdrawnAt !== null) throw gone(number)
    append(assertionsView, 'clock.withdrawn', { subject: id, case: file.id }, { number, reason })
    return { id, number }
  })

/** Answers a question that a rule puts, by the key that lists give. Fails with NOT_FOUND where no rule puts it any more. */
export const answerContradiction = (
  { ledger }: Workspace,
  { case: ref, key, as, reason, proof }: Checked<'contradiction.answer'>,
): Output<'contradiction.answer'> =>
  ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, ref)
    const asked = contradictionsOf(db, file.id).find((one) => one.key.toLowerCase() === key.toLowerCase())
    if (!asked) {
      throw new HoldfastError(
        'NOT_FOUND',
        `No contradiction “${key}” is open in case ${file.number}.`,
        'List the contradictions of the case for their keys; one goes when an assertion of it is withdrawn.',
      )
    }
    append(
      assertionsView,
      'contradiction.answered',
      { subject: file.id, case: file.id },
      {
        key: asked.key,
        rule: asked.rule,
        question: asked.question,
        between: asked.between.map(({ id, number }) => ({ id, number })),
        answer: as,
        reason,
        proof: proof === undefined ? null : citedIn(db, file, proof),
      },
    )
    return { key: asked.key }
  })
