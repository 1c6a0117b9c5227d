import type { CustodyGap } from '../../../../shared/contract/custody.ts'
import type { Output } from '../../../../shared/contract/contract.ts'
import type { Handlers } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { House, Workspace } from '../../record/members/index.ts'
import { findCase } from '../cases/index.ts'
import { inOrder, standing } from './chain.ts'
import { combineItems, splitItem } from './divide.ts'
import { gapsOf } from './gaps.ts'
import { addItem } from './items.ts'
import { findHolding, findItem, holdingsOf, listItems, toRow, type Holding } from './queries.ts'
import { printCustody, printLabels, signReceipt, writeReceiptToSign } from './print.ts'
import { proveExhibit } from './proof.ts'
import { recordCustody } from './record.ts'
import { auditShelf, listAudits } from './shelf.ts'

type Calls =
  | Extract<keyof Handlers, `custody.${string}` | `item.${string}` | `shelf.${string}`>
  | 'exhibit.recordCustody'
  | 'exhibit.proof'

const named = ({ id, number, kind, what, caseNumber }: Holding) => ({ exhibit: id, number, kind, what, caseNumber })

/** The chain of custody of one exhibit or item, in the order in which it happened, with what it leaves open. */
export function showCustody({ db, ports }: Workspace, ref: string): Output<'custody.show'> {
  const holding = findHolding(db, ref)
  const { hash: _hash, last: _last, ...stands } = standing(holding.steps, holding.storage)
  return {
    ...named(holding),
    standing: stands,
    steps: inOrder(holding.steps),
    gaps: gapsOf(holding, ports.clock.now()),
  }
}

function gapsIn({ db, ports }: Workspace, asked: { exhibit?: string | undefined; case?: string | undefined }) {
  const gaps = (one: Holding): CustodyGap[] => gapsOf(one, ports.clock.now())
  if (asked.exhibit !== undefined && asked.case === undefined) {
    const one = findHolding(db, asked.exhibit)
    return { items: [{ ...named(one), gaps: gaps(one) }] }
  }
  if (asked.case !== undefined && asked.exhibit === undefined)
    return { items: holdingsOf(db, findCase(db, asked.case).id).map((one) => ({ ...named(one), gaps: gaps(one) })) }
  throw new HoldfastError('INVALID_INPUT', 'Gaps are asked of either an exhibit or a case.', 'Name one of the two.')
}

export const custodyHandlers = (workspace: Workspace, house: House): Pick<Handlers, Calls> => ({
  'exhibit.proof': ({ exhibit }) => proveExhibit(workspace, house, exhibit),
  'exhibit.recordCustody': (input) => recordCustody(workspace, input),
  'custody.show': ({ exhibit }) => showCustody(workspace, exhibit),
  'custody.gaps': (input) => gapsIn(workspace, input),
  'item.add': (input) => addItem(workspace, input),
  'item.list': ({ case: ref }) => ({
    items: listItems(workspace.db, ref === undefined ? undefined : findCase(workspace.db, ref).id).map((item) =>
      toRow(workspace.db, item),
    ),
  }),
  'item.find': ({ scan }) => toRow(workspace.db, findItem(workspace.db, scan)),
  'item.split': (input) => splitItem(workspace, input),
  'item.label': (input, context) => printLabels(workspace, input, context),
  'custody.print': (input, context) => printCustody(workspace, input, context),
  'custody.receipt': (input, context) => writeReceiptToSign(workspace, input, context),
  'custody.receiptSigned': (input) => signReceipt(workspace, input),
  'shelf.audit': (input) => auditShelf(workspace, input),
  'shelf.list': () => ({ items: listAudits(workspace.db) }),
  'item.combine': (input) => combineItems(workspace, input),
})
