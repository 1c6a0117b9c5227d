import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { CustodyStep } from '../../../../shared/contract/custody.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count } from '../../../../shared/kernel/show.ts'
import { readVault, type Workspace } from '../../record/members/index.ts'
import { findCase, findStandingCase } from '../cases/index.ts'
import { findExhibit } from '../exhibits/index.ts'
import { labelSheets } from '../../../../shared/contract/label-sheets.ts'
import { modulesOf } from '../../print/index.ts'
import { inOrder, standing } from './chain.ts'
import { gapsOf } from './gaps.ts'
import { spacedLabel } from './label.ts'
import { stepOnPages, writePages } from './pages.ts'
import { findHolding, findItem, itemBy, listItems, toRow, type Holding } from './queries.ts'
import { custodyView } from './view.ts'

/** What the pages say of the thing itself. */
function about({ db }: Workspace, holding: Holding): { name: string; value: string }[] {
  const item = holding.kind === 'item' ? itemBy(db, holding.id) : undefined
  const row = item && toRow(db, item)
  const facts: [string, string | null | undefined][] = [
    ['What', holding.what],
    ['SHA-256', holding.sha256],
    ['Serial', row?.serialNumber],
    ['Bag', row?.bag],
    ['Bag of several', row?.part && `${row.part.number} of ${row.part.of}`],
    ['Seal', row?.standing.seal],
    ['Label', row && spacedLabel(row.label)],
    ['Photograph of the seal', row?.photograph],
    ['Made from', row && row.madeFrom.length > 0 ? row.madeFrom.join(', ') : null],
  ]
  return facts.flatMap(([name, value]) => (value ? [{ name, value }] : []))
}

/** Writes the chain of custody as pages to print, with what it leaves open. Nothing is recorded. */
export async function printCustody(
  workspace: Workspace,
  { exhibit, out }: Checked<'custody.print'>,
  context: CallContext,
): Promise<Output<'custody.print'>> {
  const holding = findHolding(workspace.db, exhibit)
  const { ports } = workspace
  const { zone } = ports.clock
  const data = {
    number: holding.number,
    about: about(workspace, holding),
    steps: inOrder(holding.steps).map((step) => stepOnPages(step, zone)),
    gaps: gapsOf(holding, ports.clock.now()).map(({ question }) => question),
    counted: count(holding.steps.length, 'step'),
  }
  const name = `Custody-${holding.number}.pdf`
  return writePages(
    workspace,
    { template: 'custody.typ', data, called: `the chain of custody of ${holding.number}`, name, out },
    context,
  )
}

/** The step of a chain that a receipt is for: the one of that entry, or the newest that handed it over. Fails with NOT_FOUND. */
function handOver({ number, steps }: Holding, seq: number | undefined): CustodyStep {
  const hands = inOrder(steps).filter(
    ({ action }) => action === 'transfer' || action === 'check-out' || action === 'return',
  )
  const found = seq === undefined ? hands.at(-1) : hands.find((step) => step.seq === seq)
  if (found) return found
  throw new HoldfastError(
    'NOT_FOUND',
    seq === undefined
      ? `${number} was handed over to nobody yet.`
      : `Entry ${seq} is no transfer, checking out or return of ${number}.`,
    'Record the transfer first; its chain of custody lists the entries.',
  )
}

/** Writes a receipt to sign for a step that handed it over. Nothing is recorded before it comes back signed. */
export async function writeReceiptToSign(
  workspace: Workspace,
  { exhibit, step: seq, out }: Checked<'custody.receipt'>,
  context: CallContext,
): Promise<Output<'custody.receipt'>> {
  const holding = findHolding(workspace.db, exhibit)
  const step = handOver(holding, seq)
  const { zone } = workspace.ports.clock
  const before = standing(
    holding.steps.filter((one) => one.seq !== step.seq),
    holding.storage,
    Date.parse(step.custodyAt),
  )
  const data = {
    number: holding.number,
    about: about(workspace, holding),
    from: step.from ?? before.holder ?? readVault(workspace.db).name,
    to: step.to ?? '',
    step: stepOnPages(step, zone),
    entry: String(step.seq),
  }
  const name = `Receipt-${holding.number}-${step.seq}.pdf`
  const pages = { template: 'handover.typ', data, called: `the receipt for ${holding.number}`, name, out } as const
  return { ...(await writePages(workspace, pages, context)), step: step.seq }
}

/** Ties the signed receipt to its step. Fails with NOT_FOUND, INVALID_INPUT or ALREADY_DONE. */
export function signReceipt(
  { ledger }: Workspace,
  { exhibit, step: seq, signed }: Checked<'custody.receiptSigned'>,
): Output<'custody.receiptSigned'> {
  return ledger.transact(({ db, append }) => {
    const holding = findHolding(db, exhibit)
    const step = handOver(holding, seq)
    if (holding.caseNumber === null)
      throw new HoldfastError(
        'INVALID_INPUT',
        `${holding.number} is part of no case yet; its receipt would stand alone.`,
        'Make its report part of a case first.',
      )
    const file = findStandingCase(db, holding.caseNumber)
    const receipt = findExhibit(db, signed, file)
    if (step.receipt !== null)
      throw new HoldfastError(
        'ALREADY_DONE',
        `The signed receipt of entry ${step.seq} is ${step.receipt}.`,
        'Record another transfer if it was handed over again.',
      )
    append(
      custodyView,
      'receipt.signed',
      { subject: holding.id, case: file.id },
      { number: holding.number, step: step.seq, exhibit: { id: receipt.id, number: receipt.number } },
    )
    return { exhibit: holding.id, step: step.seq, signed: receipt.number }
  })
}

/** Writes labels to print: an id as a QR code and in letters, and which bag of several it is. Nothing is recorded. */
export async function printLabels(
  workspace: Workspace,
  { case: ref, items, sheet, skip, out }: Checked<'item.label'>,
  context: CallContext,
): Promise<Output<'item.label'>> {
  const { db } = workspace
  const file = findCase(db, ref)
  const named = items?.map((one) => findItem(db, one)) ?? listItems(db, file.id)
  const foreign = named.find(({ caseId }) => caseId !== file.id)
  if (foreign)
    throw new HoldfastError(
      'INVALID_INPUT',
      `${foreign.number} is an item of another case than ${file.number}.`,
      'Print the labels of one case at a time.',
    )
  const rows = named
    .map((item) => toRow(db, item))
    .filter((row) => items !== undefined || row.standing.state !== 'ended')
  if (rows.length === 0)
    throw new HoldfastError('NOT_FOUND', `Case ${file.number} has no physical item to label.`, 'Add one first.')
  const { columns, rows: down } = labelSheets[sheet]
  const room = columns * down
  if (skip >= room) throw new HoldfastError('INVALID_INPUT', `A sheet has ${room} labels.`, 'Skip fewer than that.')
  const labels = rows.map(({ label, part }) => ({
    qr: modulesOf(label, 'alphanumeric'),
    id: spacedLabel(label),
    part: part === null ? '' : `Bag ${part.number} of ${part.of}`,
  }))
  const data = { sheet: labelSheets[sheet], labels, skip }
  // The name of the file tells no more than the labels do.
  const pages = { template: 'labels.typ', data, called: 'the labels', name: 'Labels.pdf', out } as const
  return {
    ...(await writePages(workspace, pages, context)),
    sheet,
    labels: labels.length,
    pages: Math.ceil((skip + labels.length) / room),
  }
}
