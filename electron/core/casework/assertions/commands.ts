import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { earliest, latest } from '../../../../shared/kernel/time.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { findWorkingCase, type CaseFile } from '../cases/index.ts'
import { wordsForm } from './claim.ts'
import { statementsIn } from './compound.ts'
import { findAssertion, findClock, findElement, linkRows, nextAssertion, type AssertionRow } from './rows.ts'
import { citedIn, saidBy } from './sources.ts'
import { assertionsView } from './view.ts'

type Numbered = Output<'assertion.withdraw'>

/** Records what somebody says, from a place in the record. Fails with NOT_FOUND, and INVALID_INPUT for what cannot be meant. */
export function addAssertion(workspace: Workspace, input: Checked<'assertion.add'>): Output<'assertion.add'> {
  requireTellable(input)
  return workspace.ledger.transact((transaction) => {
    const { db } = transaction
    const file = findWorkingCase(db, input.case)
    const order = input.before !== undefined ? 'before' : input.after !== undefined ? 'after' : null
    const { id, number } = append(workspace, transaction, file, {
      text: input.text,
      says: saidBy(db, file, input.says),
      knowledge: input.heardFrom === undefined ? input.knowledge : 'hearsay',
      heardFrom: input.heardFrom === undefined ? null : saidBy(db, file, input.heardFrom),
      source: citedIn(db, file, input.at),
      about: {
        subject: input.about === undefined ? null : saidBy(db, file, input.about),
        event: input.event ?? null,
        place: input.place ?? null,
        began: input.from ?? null,
        ended: input.until ?? null,
        order: order && { relation: order, event: input.before ?? input.after ?? '' },
        clock: input.clock === undefined ? null : clockNamed(db, file, input.clock),
      },
      elements: elementsNamed(db, file, input.elements),
      splitFrom: null,
    })
    return { assertion: id, number, compound: statementsIn(input.text) }
  })
}

function requireTellable(input: Checked<'assertion.add'>): void {
  if (input.heardFrom !== undefined && input.knowledge === 'known')
    throw refused('What somebody knows themselves was not heard from another.', 'Leave out one of the two')
  if (input.before !== undefined && input.after !== undefined)
    throw refused('An assertion says that something was before another event or after one.', 'Give one of the two')
  if ((input.before ?? input.after) !== undefined && input.event === undefined)
    throw refused('Before or after says how two events lie, and this one has no name.', 'Name the event')
  if (input.event !== undefined && wordsForm(input.event) === wordsForm(input.before ?? input.after ?? ''))
    throw refused('Nothing is before or after itself.', 'Name the other event')
  if (input.until !== undefined && input.from === undefined)
    throw refused('An end is given, and no beginning.', 'Give the time from which it was so')
  if (input.from && input.until && latest(input.until) < earliest(input.from))
    throw refused('It ends before it begins.', 'Check the two times and their zones')
  if (input.place && Object.values(input.place).every((part) => part === undefined))
    throw refused('The place says nothing.', 'Give its name, or its coordinates')
  if ((input.place?.latitude === undefined) !== (input.place?.longitude === undefined))
    throw refused('One coordinate alone is no place.', 'Give latitude and longitude')
}

const refused = (message: string, next: string): HoldfastError =>
  new HoldfastError('INVALID_INPUT', message, `${next}; nothing was recorded.`)

type Saying = Pick<
  AssertionRow,
  'text' | 'says' | 'knowledge' | 'heardFrom' | 'source' | 'about' | 'elements' | 'splitFrom'
>

function append(
  { ports }: Workspace,
  { db, append: write }: Transaction,
  file: CaseFile,
  saying: Saying,
): { id: string; number: string } {
  const serial = nextAssertion(db, file.id)
  const number = `${file.number}-AS${String(serial).padStart(2, '0')}`
  const id = idFrom(ports.random(16))
  write(assertionsView, 'assertion.made', { subject: id, case: file.id }, { number, serial, ...saying })
  return { id, number }
}

const elementsNamed = (db: Reader, file: CaseFile, refs: readonly string[]): { id: string; number: string }[] => {
  const found = new Map(refs.map((ref) => findElement(db, file, ref)).map((row) => [row.id, row]))
  const gone = [...found.values()].find(({ withdrawnAt }) => withdrawnAt !== null)
  if (gone) throw refused(`Element ${gone.number} of case ${file.number} was withdrawn.`, 'Name one that stands')
  return [...found.values()].map(({ id, number }) => ({ id, number }))
}

function clockNamed(db: Reader, file: CaseFile, ref: string): { id: string; number: string } {
  const { id, number, withdrawnAt } = findClock(db, file, ref)
  if (withdrawnAt !== null) throw refused(`${number} was withdrawn.`, 'Name a check that stands')
  return { id, number }
}

/** An assertion that stands, with its case. Fails with NOT_FOUND, and ALREADY_DONE for one that was withdrawn. */
function findStanding(db: Reader, ref: string): { row: AssertionRow; file: CaseFile } {
  const row = findAssertion(db, ref)
  if (row.withdrawnAt !== null) {
    throw new HoldfastError(
      'ALREADY_DONE',
      `${row.number} was withdrawn: “${row.withdrawnReason ?? ''}”.`,
      'Record a new assertion; nothing was changed.',
    )
  }
  return { row, file: findWorkingCase(db, row.caseId) }
}

/** Takes an assertion back; it stays on record. */
export const withdrawAssertion = (
  { ledger }: Workspace,
  { assertion, reason }: Checked<'assertion.withdraw'>,
): Numbered =>
  ledger.transact(({ db, append: write }) => {
    const { row, file } = findStanding(db, assertion)
    write(assertionsView, 'assertion.withdrawn', { subject: row.id, case: file.id }, { number: row.number, reason })
    return { id: row.id, number: row.number }
  })

/** Makes several assertions of one, which is withdrawn; what bears on it bears on each of them. */
export const splitAssertion = (
  workspace: Workspace,
  { assertion, texts }: Checked<'assertion.split'>,
): Output<'assertion.split'> =>
  workspace.ledger.transact((transaction) => {
    const { db, append: write } = transaction
    const { row, file } = findStanding(db, assertion)
    const links = linkRows(db, file.id).filter((link) => link.assertionId === row.id && link.withdrawnAt === null)
    const { says, knowledge, heardFrom, source, about, elements } = row
    const items = texts.map((text) => {
      const splitFrom = { id: row.id, number: row.number }
      const made = append(workspace, transaction, file, {
        text,
        says,
        knowledge,
        heardFrom,
        source,
        about,
        elements,
        splitFrom,
      })
      for (const { bearing, evidence, reason } of links)
        write(
          assertionsView,
          'assertion.linked',
          { subject: made.id, case: file.id },
          { number: made.number, link: idFrom(workspace.ports.random(16)), evidence, as: bearing, reason },
        )
      return made
    })
    const reason = `Split into ${items.map(({ number }) => number).join(', ')}`
    write(assertionsView, 'assertion.withdrawn', { subject: row.id, case: file.id }, { number: row.number, reason })
    return { items }
  })

/** Says which elements an assertion bears on. Fails with ALREADY_DONE where it does so already. */
export const placeAssertion = (
  { ledger }: Workspace,
  { assertion, elements: refs }: Checked<'assertion.place'>,
): Numbered =>
  ledger.transact(({ db, append: write }) => {
    const { row, file } = findStanding(db, assertion)
    const to = elementsNamed(db, file, refs)
    const same = to.length === row.elements.length && to.every(({ id }) => row.elements.some((one) => one.id === id))
    if (same)
      throw new HoldfastError('ALREADY_DONE', `${row.number} bears on just these elements.`, 'Nothing was recorded.')
    const about = { subject: row.id, case: file.id }
    write(assertionsView, 'assertion.placed', about, { number: row.number, elements: { from: row.elements, to } })
    return { id: row.id, number: row.number }
  })

/** Sets a piece of evidence against an assertion, with the reason. */
export const linkEvidence = (
  { ledger, ports }: Workspace,
  { assertion, evidence, as, reason }: Checked<'assertion.link'>,
): Output<'assertion.link'> =>
  ledger.transact(({ db, append: write }) => {
    const { row, file } = findStanding(db, assertion)
    const link = idFrom(ports.random(16))
    const about = { subject: row.id, case: file.id }
    const cited = citedIn(db, file, evidence)
    write(assertionsView, 'assertion.linked', about, { number: row.number, link, evidence: cited, as, reason })
    return { link, number: row.number }
  })

export const unlinkEvidence = (
  { ledger }: Workspace,
  { assertion, link, reason }: Checked<'assertion.unlink'>,
): Numbered =>
  ledger.transact(({ db, append: write }) => {
    const { row, file } = findStanding(db, assertion)
    const found = linkRows(db, file.id).find(
      (one) => one.id === link && one.assertionId === row.id && one.withdrawnAt === null,
    )
    if (!found)
      throw new HoldfastError(
        'NOT_FOUND',
        `${row.number} has no such evidence.`,
        'See the assertion for what bears on it.',
      )
    const about = { subject: row.id, case: file.id }
    write(assertionsView, 'assertion.unlinked', about, { number: row.number, link, reason })
    return { id: row.id, number: row.number }
  })
