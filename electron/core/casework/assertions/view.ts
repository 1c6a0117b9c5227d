import { spoken } from '../../../../shared/kernel/show.ts'
import { defineView, type Forget } from '../../record/ledger/index.ts'
import { ddl } from '../../record/vault/index.ts'
import { assertionEntries } from './entries.ts'
import { assertionLinks, assertions, clocks, contradictionAnswered, elements } from './tables.ts'
import { clockInWords } from './words.ts'

/** Takes what was asserted in a case away when its record was destroyed. */
export const forgetAssertions: Forget = (db, _, { case: { id: caseId } }) => {
  for (const table of [assertionLinks, assertions, elements, clocks, contradictionAnswered])
    db.delete(table, { caseId })
}

const withdrawn = (at: string, actor: string, reason: string) => ({
  withdrawnAt: at,
  withdrawnBy: actor,
  withdrawnReason: reason,
})

export const assertionsView = defineView({
  name: 'assertions',
  revision: 1,
  entries: assertionEntries,
  tables: {
    assertion: ddl(assertions),
    assertion_link: ddl(assertionLinks),
    element: ddl(elements),
    clock: ddl(clocks),
    contradiction_answer: ddl(contradictionAnswered),
  },
  project: {
    'assertion.made': (db, { subject: id, case: caseId = '', at, actor, seq }, made) =>
      db.insert(assertions, { ...made, id, caseId, madeAt: at, madeBy: actor, seq }),
    'assertion.withdrawn': (db, { subject: id, at, actor }, { reason }) =>
      db.update(assertions, { id }, withdrawn(at, actor, reason)),
    'assertion.placed': (db, { subject: id }, { elements: placed }) =>
      db.update(assertions, { id }, { elements: placed.to }),
    'assertion.linked': (
      db,
      { subject: assertionId, case: caseId = '', at, actor, seq },
      { link: id, evidence, as: bearing, reason },
    ) =>
      db.insert(assertionLinks, {
        id,
        caseId,
        assertionId,
        bearing,
        evidence,
        reason,
        linkedAt: at,
        linkedBy: actor,
        seq,
      }),
    'assertion.unlinked': (db, { at, actor }, { link: id, reason }) =>
      db.update(assertionLinks, { id }, withdrawn(at, actor, reason)),
    'element.added': (db, { subject: id, case: caseId = '', seq }, { allegation, ...added }) =>
      db.insert(elements, { ...added, id, caseId, allegationId: allegation.id, seq }),
    'element.withdrawn': (db, { subject: id, at, actor }, { reason }) =>
      db.update(elements, { id }, withdrawn(at, actor, reason)),
    'clock.checked': (db, { subject: id, case: caseId = '', at, actor, seq }, checked) =>
      db.insert(clocks, { ...checked, id, caseId, recordedAt: at, recordedBy: actor, seq }),
    'clock.withdrawn': (db, { subject: id, at, actor }, { reason }) =>
      db.update(clocks, { id }, withdrawn(at, actor, reason)),
    'contradiction.answered': (db, { case: caseId = '', at, actor, seq }, { key, answer, reason, proof }) =>
      db.insert(contradictionAnswered, { seq, caseId, key, answer, reason, proof, answeredAt: at, answeredBy: actor }),
  },
  changes: {
    'assertion.made': ({ text, says }) => [{ field: `assertion of ${says.name}`, to: text }],
    'assertion.withdrawn': () => [{ field: 'withdrawn', from: null, to: 'yes' }],
    'assertion.placed': ({ elements: { from, to } }) => [{ field: 'elements', from: numbers(from), to: numbers(to) }],
    'assertion.linked': ({ as, evidence }) => [{ field: spoken(as), to: evidence.label }],
    'assertion.unlinked': () => [{ field: 'evidence', from: 'linked', to: null }],
    'element.added': ({ number, text }) => [{ field: `element ${number}`, to: text }],
    'element.withdrawn': () => [{ field: 'withdrawn', from: null, to: 'yes' }],
    'clock.checked': (checked) => [{ field: `clock of ${checked.device}`, to: clockInWords(checked) }],
    'clock.withdrawn': () => [{ field: 'withdrawn', from: null, to: 'yes' }],
    'contradiction.answered': ({ answer, question }) => [{ field: question, to: answer }],
  },
  summarise: {
    'assertion.made': ({ number, text, says }) => `${number}, ${says.name} says: ${text}`,
    'assertion.withdrawn': ({ number, reason }) => `${number} withdrawn: ${reason}`,
    'assertion.placed': ({ number, elements: { to } }) =>
      `${number} ${to.length === 0 ? 'bears on no element' : `bears on ${numbers(to)}`}`,
    'assertion.linked': ({ number, evidence, as, reason }) =>
      `${number}: ${evidence.label} ${as === 'open' ? 'leaves it open' : `${as} it`}: ${reason}`,
    'assertion.unlinked': ({ number, reason }) => `${number}: evidence taken off: ${reason}`,
    'element.added': ({ number, allegation, text }) => `Element ${number} of allegation ${allegation.number}: ${text}`,
    'element.withdrawn': ({ number, reason }) => `Element ${number} withdrawn: ${reason}`,
    'clock.checked': (checked) => `${checked.number}: clock of ${checked.device} ${clockInWords(checked)}`,
    'clock.withdrawn': ({ number, reason }) => `${number} withdrawn: ${reason}`,
    'contradiction.answered': ({ key, answer, reason }) => `Contradiction ${key} ${answerSays[answer]}: ${reason}`,
  },
})

const answerSays = { explained: 'explained', stands: 'stands', open: 'left open' } as const
const numbers = (of: readonly { number: string }[]): string => of.map(({ number }) => number).join(', ')
