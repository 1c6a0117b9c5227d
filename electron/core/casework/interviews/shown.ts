import type { InterviewDetail, InterviewRow, Statement, Turn } from '../../../../shared/contract/interviews.ts'
import { questionKinds } from '../../../../shared/contract/interviews.ts'
import { spansOf } from '../../record/handling/index.ts'
import { memberName } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { hashOfPlan, hashOfText } from './adopted.ts'
import { ofType, type One } from './acts.ts'
import { actsOf, statementsOfInterview, type Act, type Interview, type StatementRow } from './queries.ts'
import { placeIn, recordingsIn } from './recordings.ts'

const day = 86_400_000

const written = (db: Reader, { body, recordedAt, recordedBy, seq }: One<'interview.said' | 'interview.warned'>) => ({
  at: body.happenedAt,
  writtenAt: recordedAt,
  by: memberName(db, recordedBy),
  late: Date.parse(recordedAt) - Date.parse(body.happenedAt) > day,
  seq,
})

/** The blocks of an interview in the order in which they happened; of one moment, as they were written. */
export function turnsOf(db: Reader, interview: Interview, acts: readonly Act[] = actsOf(db, interview.id)): Turn[] {
  const recordings = recordingsIn(acts)
  const corrections = Map.groupBy(ofType(acts, 'interview.corrected'), ({ body }) => body.turn)
  return ofType(acts, 'interview.said')
    .map((act): Turn => {
      const { turn, kind, text, questionKind, exhibit, place, topic, known } = act.body
      return {
        turn,
        kind,
        text,
        questionKind,
        exhibit: exhibit && { number: exhibit.number, sha256: exhibit.sha256, place },
        topic,
        known,
        ...placeIn(interview.startedAt, recordings, act.body),
        corrections: (corrections.get(turn) ?? []).map(({ body, recordedAt, recordedBy }) => ({
          text: body.text,
          reason: body.reason,
          at: recordedAt,
          by: memberName(db, recordedBy),
        })),
        ...written(db, act),
      }
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.turn - b.turn)
}

/** One line of an interview. */
export function rowOf(db: Reader, interview: Interview, acts: readonly Act[] = actsOf(db, interview.id)): InterviewRow {
  const { plan } = interview
  return {
    id: interview.id,
    number: interview.number,
    case: interview.caseNumber,
    state: interview.state,
    with: { name: plan.with.name, role: plan.role, subject: plan.with.subject?.number ?? null },
    plannedAt: plan.plannedAt,
    startedAt: interview.startedAt,
    endedAt: interview.endedAt,
    count: ofType(acts, 'interview.said').length,
    statements: statementsOfInterview(db, interview.id).map(({ number, state }) => ({ number, state })),
    seq: interview.seq,
  }
}

/** Who was there, since when and until when. */
function peopleOf({ endedAt }: Interview, acts: readonly Act[]): InterviewDetail['people'] {
  const people: InterviewDetail['people'] = []
  for (const { body } of acts) {
    if (body.type === 'interview.started')
      people.push(...body.people.map((one) => ({ ...one, from: body.happenedAt, to: null })))
    if (body.type !== 'interview.attended') continue
    const there = people.find(({ name, to }) => name === body.name && to === null)
    if (body.act === 'left' && there) there.to = body.happenedAt
    else if (body.act === 'arrived') people.push({ name: body.name, role: body.role, from: body.happenedAt, to: null })
  }
  return people.map((one) => ({ ...one, to: one.to ?? endedAt }))
}

function breaksOf(acts: readonly Act[]): InterviewDetail['breaks'] {
  const breaks: InterviewDetail['breaks'] = []
  for (const { body } of acts) {
    const last = breaks.at(-1)
    if (body.type === 'interview.paused') breaks.push({ from: body.happenedAt, to: null, reason: body.reason })
    else if ((body.type === 'interview.resumed' || body.type === 'interview.ended') && last && last.to === null)
      last.to = body.happenedAt
  }
  return breaks
}

function planOf({ plan }: Interview, acts: readonly Act[], turns: readonly Turn[]): InterviewDetail['plan'] {
  const covered = new Map<string, boolean>(turns.flatMap(({ topic }) => (topic === null ? [] : [[topic, true]])))
  for (const { body } of ofType(acts, 'interview.covered')) covered.set(body.topic, body.covered)
  const { with: _, role: _role, plannedAt: _at, ...shown } = plan
  return {
    ...shown,
    topics: plan.topics.map((topic) => ({ ...topic, covered: covered.get(topic.key) ?? false })),
    exhibits: plan.exhibits.map(({ number }) => number),
    sha256: hashOfPlan(plan),
  }
}

function questionsOf(turns: readonly Turn[]): InterviewDetail['questions'] {
  const counts = Object.fromEntries(
    [...questionKinds, 'unsaid'].map((kind) => [kind, 0]),
  ) as InterviewDetail['questions']
  for (const { kind, questionKind } of turns) if (kind === 'question') counts[questionKind ?? 'unsaid']++
  return counts
}

/** All of an interview. */
export function detailOf(db: Reader, interview: Interview): InterviewDetail {
  const acts = actsOf(db, interview.id)
  const turns = turnsOf(db, interview, acts)
  return {
    ...rowOf(db, interview, acts),
    plan: planOf(interview, acts, turns),
    people: peopleOf(interview, acts),
    warnings: ofType(acts, 'interview.warned').map((act) => {
      const { kind, title, words, answer } = act.body
      return { kind, title, words, answer, ...written(db, act) }
    }),
    breaks: breaksOf(acts),
    privileged: spansOf(db, interview.id).map(({ id: _, ...span }) => span),
    turns,
    questions: questionsOf(turns),
    recordings: recordingsIn(acts).map(({ number, fileName, mediaType, sha256, offset, length, device, seq }) => ({
      exhibit: number,
      fileName,
      mediaType,
      sha256,
      offset,
      length,
      device,
      seq,
    })),
    transcript: [],
  }
}

/** A statement as it stands. */
export function shownStatement(db: Reader, row: StatementRow): Statement {
  const { drafted, adopted, refused, settledAt, settledBy, settledSeq } = row
  const { key, title, source, words } = drafted.declaration
  const by = settledBy === null ? '' : memberName(db, settledBy)
  return {
    id: row.id,
    number: row.number,
    interview: drafted.interview.number,
    case: drafted.caseNumber,
    state: row.state,
    revision: drafted.revision,
    by: drafted.by,
    follows: drafted.follows?.number ?? null,
    prepared: drafted.prepared,
    paragraphs: drafted.paragraphs.map((paragraph, at) => ({ number: at + 1, ...paragraph })),
    declaration: { key, title, source, words },
    sha256: hashOfText(drafted),
    adopted: adopted && {
      by: adopted.by,
      how: adopted.how,
      sha256: adopted.text,
      plan: adopted.plan,
      recordings: adopted.recordings.map(({ number: exhibit, sha256 }) => ({ exhibit, sha256 })),
      scan: adopted.scan && { exhibit: adopted.scan.number, sha256: adopted.scan.sha256 },
      readOver: adopted.readOver,
      at: adopted.happenedAt,
      writtenAt: settledAt ?? '',
      witness: by,
      seq: settledSeq ?? 0,
    },
    refused: refused && {
      reason: refused.reason,
      at: refused.happenedAt,
      writtenAt: settledAt ?? '',
      recordedBy: by,
      seq: settledSeq ?? 0,
    },
    seq: row.seq,
  }
}
