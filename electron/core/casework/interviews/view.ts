import { count } from '../../../../shared/kernel/show.ts'
import { defineView, type Forget, type Recorded } from '../../record/ledger/index.ts'
import { ddl, type Writer } from '../../record/vault/index.ts'
import { interviewEntries } from './entries.ts'
import { interviewActs, interviews, statements, type ActBody } from './tables.ts'

/** Takes a case's interviews and statements away when its record was destroyed. */
export const forgetInterviews: Forget = (db, _, { case: { id: caseId } }) => {
  db.delete(statements, { caseId })
  db.delete(interviewActs, { caseId })
  db.delete(interviews, { caseId })
}

const act = (db: Writer, { seq, at, actor, subject, case: caseId = '' }: Recorded, body: ActBody): void =>
  db.insert(interviewActs, { seq, interviewId: subject, caseId, body, recordedAt: at, recordedBy: actor })

const excerpt = (text: string): string => (text.length > 80 ? `${text.slice(0, 80).toWellFormed()}…` : text)

export const interviewsView = defineView({
  name: 'interviews',
  revision: 1,
  entries: interviewEntries,
  tables: { interview: ddl(interviews), interview_act: ddl(interviewActs), statement: ddl(statements) },
  project: {
    'interview.planned': (db, { seq, at, actor, subject, case: caseId = '' }, { plan, ...named }) =>
      db.insert(interviews, {
        ...named,
        id: subject,
        caseId,
        name: plan.with.name,
        state: 'planned',
        plan,
        recordedAt: at,
        recordedBy: actor,
        seq,
      }),
    'interview.replanned': (db, { subject: id }, { plan }) =>
      db.update(interviews, { id }, { plan, name: plan.with.name }),
    'interview.started': (db, entry, body) => {
      db.update(interviews, { id: entry.subject }, { state: 'live', startedAt: body.happenedAt })
      act(db, entry, { type: 'interview.started', ...body })
    },
    'interview.attended': (db, entry, body) => act(db, entry, { type: 'interview.attended', ...body }),
    'interview.warned': (db, entry, body) => act(db, entry, { type: 'interview.warned', ...body }),
    'interview.said': (db, entry, body) => act(db, entry, { type: 'interview.said', ...body }),
    'interview.covered': (db, entry, body) => act(db, entry, { type: 'interview.covered', ...body }),
    'interview.paused': (db, entry, body) => {
      db.update(interviews, { id: entry.subject }, { state: 'break' })
      act(db, entry, { type: 'interview.paused', ...body })
    },
    'interview.resumed': (db, entry, body) => {
      db.update(interviews, { id: entry.subject }, { state: 'live' })
      act(db, entry, { type: 'interview.resumed', ...body })
    },
    'interview.ended': (db, entry, body) => {
      db.update(interviews, { id: entry.subject }, { state: 'ended', endedAt: body.happenedAt })
      act(db, entry, { type: 'interview.ended', ...body })
    },
    'interview.corrected': (db, entry, body) => act(db, entry, { type: 'interview.corrected', ...body }),
    'interview.recorded': (db, entry, body) => act(db, entry, { type: 'interview.recorded', ...body }),
    'interview.measured': (db, entry, body) => act(db, entry, { type: 'interview.measured', ...body }),
    'statement.drafted': (db, { seq, subject: id, case: caseId = '' }, drafted) => {
      // What was adopted or refused stays, whatever an entry says later.
      if (drafted.revision > 1) db.update(statements, { id, state: 'draft' }, { drafted })
      else
        db.insert(statements, {
          id,
          caseId,
          serial: drafted.serial,
          number: drafted.number,
          interviewId: drafted.interview.id,
          name: drafted.by,
          state: 'draft',
          drafted,
          seq,
        })
    },
    'statement.adopted': (db, { seq, at, actor, subject: id }, adopted) =>
      db.update(
        statements,
        { id, state: 'draft' },
        { state: 'adopted', adopted, settledAt: at, settledBy: actor, settledSeq: seq },
      ),
    'statement.refused': (db, { seq, at, actor, subject: id }, refused) =>
      db.update(
        statements,
        { id, state: 'draft' },
        { state: 'refused', refused, settledAt: at, settledBy: actor, settledSeq: seq },
      ),
  },
  changes: {
    'interview.planned': () => [{ field: 'state', to: 'planned' }],
    'interview.started': () => [{ field: 'state', to: 'live' }],
    'interview.paused': () => [{ field: 'state', to: 'break' }],
    'interview.resumed': () => [{ field: 'state', to: 'live' }],
    'interview.ended': () => [{ field: 'state', to: 'ended' }],
    'statement.drafted': ({ revision }) => [{ field: 'state', to: `draft, revision ${revision}` }],
    'statement.adopted': ({ by }) => [{ field: 'state', to: `adopted by ${by}` }],
    'statement.refused': ({ reason }) => [{ field: 'state', to: `refused: ${reason}` }],
  },
  summarise: {
    'interview.planned': ({ number, plan }) => `Interview ${number} with ${plan.with.name} planned`,
    'interview.replanned': ({ number, reason }) =>
      `Plan of interview ${number} changed${reason === null ? '' : `: ${reason}`}`,
    'interview.started': ({ number }) => `Interview ${number} started`,
    'interview.attended': ({ number, name, act: what }) => `${number}: ${name} ${what}`,
    'interview.warned': ({ number, title, answer }) => `${number}: ${title}${answer === null ? '' : `: ${answer}`}`,
    'interview.said': ({ number, turn, kind, text }) => `${number}, ${turn}, ${kind}: ${excerpt(text)}`,
    'interview.covered': ({ number, topic, covered }) =>
      `${number}: topic ${topic} ${covered ? 'covered' : 'open again'}`,
    'interview.paused': ({ number }) => `Interview ${number}: break`,
    'interview.resumed': ({ number }) => `Interview ${number} resumed`,
    'interview.ended': ({ number }) => `Interview ${number} ended`,
    'interview.corrected': ({ number, turn, reason }) => `${number}, ${turn} read otherwise: ${reason}`,
    'interview.recorded': ({ number, recording }) => `${number}: recording ${recording.number}`,
    'interview.measured': ({ number, recording, seconds }) =>
      `${number}: recording ${recording.number} lasts ${Math.round(seconds)} s`,
    'statement.drafted': ({ number, by, revision, paragraphs }) =>
      `Statement ${number} of ${by} drafted, revision ${revision}, ${count(paragraphs.length, 'paragraph')}`,
    'statement.adopted': ({ number, by, how }) => `Statement ${number} adopted by ${by} (${how})`,
    'statement.refused': ({ number, reason }) => `Statement ${number} refused: ${reason}`,
  },
})
