import type { Handlers } from '../../../../shared/contract/server.ts'
import type { Workspace } from '../../record/members/index.ts'
import { findCase } from '../cases/index.ts'
import {
  addAssertion,
  linkEvidence,
  placeAssertion,
  splitAssertion,
  unlinkEvidence,
  withdrawAssertion,
} from './commands.ts'
import { addClock, addElement, answerContradiction, withdrawClock, withdrawElement } from './matrix-commands.ts'
import { assertionsOf, clocksOf, contradictionsOf, matrixOf } from './queries.ts'

type Calls = Extract<
  keyof Handlers,
  `assertion.${string}` | `element.${string}` | `clock.${string}` | `contradiction.${string}`
>

export function assertionHandlers(workspace: Workspace): Pick<Handlers, Calls> {
  const { db } = workspace
  const stood = workspace.stood ?? null
  return {
    'assertion.add': (input) => addAssertion(workspace, input),
    'assertion.withdraw': (input) => withdrawAssertion(workspace, input),
    'assertion.split': (input) => splitAssertion(workspace, input),
    'assertion.place': (input) => placeAssertion(workspace, input),
    'assertion.link': (input) => linkEvidence(workspace, input),
    'assertion.unlink': (input) => unlinkEvidence(workspace, input),
    'assertion.list': (input) => ({ items: assertionsOf(db, findCase(db, input.case).id), stood }),
    'assertion.matrix': (input) => ({ ...matrixOf(workspace, findCase(db, input.case)), stood }),
    'element.add': (input) => addElement(workspace, input),
    'element.withdraw': (input) => withdrawElement(workspace, input),
    'clock.add': (input) => addClock(workspace, input),
    'clock.withdraw': (input) => withdrawClock(workspace, input),
    'clock.list': (input) => ({ items: clocksOf(db, findCase(db, input.case).id), stood }),
    'contradiction.list': (input) => ({ items: contradictionsOf(db, findCase(db, input.case).id), stood }),
    'contradiction.answer': (input) => answerContradiction(workspace, input),
  }
}
