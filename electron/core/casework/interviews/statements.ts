import type { z } from 'zod'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { readTemplate } from '../../intake/templates/index.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { findWorkingCase } from '../cases/index.ts'
import { registerExhibits, stageAndRecord } from '../exhibits/index.ts'
import { hashOfPlan, hashOfText } from './adopted.ts'
import type { interviewEntries } from './entries.ts'
import { interviewAtWork, momentOf, requireState } from './moment.ts'
import {
  actsOf,
  findInterview,
  findStatement,
  nextStatement,
  statementsOfInterview,
  type Interview,
  type StatementRow,
} from './queries.ts'
import { turnsOf } from './shown.ts'
import { ofType } from './acts.ts'
import { interviewsView } from './view.ts'

type Drafted = z.output<(typeof interviewEntries)['statement.drafted']>
type Answer = Output<'statement.draft'>

function declarationOf({ ports }: Workspace, db: Reader, key: string): Drafted['declaration'] {
  const template = readTemplate({ db, ports }, 'declaration', key)
  if (!template)
    throw new HoldfastError(
      'NOT_FOUND',
      `There is no declaration “${key}”.`,
      'See the list in Settings, or `holdfast template list --kind declaration`.',
    )
  const { title, source = null, words } = template.body
  return { key, version: template.version, title, source, words }
}

const answer = (db: Reader, id: string): Answer => {
  const { number, state, drafted } = findStatement(db, id)
  return { statement: number, state, sha256: hashOfText(drafted) }
}

/**
 * Draws a statement from the answers of an interview, a paragraph an answer, each in its newest reading. After an adopted one it is
 * a further statement. Fails with CONFLICT while a draft is open, before the interview began, or where nothing was answered.
 */
export function draftStatement(
  workspace: Workspace,
  { interview: ref, declaration }: Checked<'statement.draft'>,
): Answer {
  const { ledger, ports } = workspace
  return ledger.transact(({ db, append }) => {
    const { interview, acts } = interviewAtWork(db, ref)
    const { id: interviewId, number: ofInterview, caseId, caseNumber, plan } = interview
    requireState(interview, ['live', 'break', 'ended'])
    const before = statementsOfInterview(db, interviewId)
    const open = before.find(({ state }) => state === 'draft')
    if (open)
      throw new HoldfastError(
        'CONFLICT',
        `Statement ${open.number} of this interview is a draft still.`,
        'Revise it, or have it adopted or refused first; nothing was recorded.',
      )
    const answers = turnsOf(db, interview, acts).filter(({ kind }) => kind === 'answer')
    if (answers.length === 0)
      throw new HoldfastError(
        'CONFLICT',
        `Interview ${ofInterview} has no answer to draw a statement from.`,
        'Write down what was answered first; nothing was recorded.',
      )
    const last = before.findLast(({ state }) => state === 'adopted')
    const serial = nextStatement(db, caseId)
    const id = idFrom(ports.random(16))
    append(
      interviewsView,
      'statement.drafted',
      { subject: id, case: caseId },
      {
        number: `${caseNumber}-ST${String(serial).padStart(2, '0')}`,
        serial,
        caseNumber,
        interview: { id: interviewId, number: ofInterview },
        revision: 1,
        by: plan.with.name,
        follows: last ? { id: last.id, number: last.number } : null,
        prepared: {
          mode: plan.mode,
          interpreter: plan.interpreter?.name ?? null,
          language: plan.interpreter?.language ?? null,
        },
        paragraphs: answers.map(({ text, corrections, turn, seconds, recording, known }) => ({
          text: corrections.at(-1)?.text ?? text,
          original: null,
          turns: [{ turn, seconds, recording }],
          known,
        })),
        declaration: declarationOf(workspace, db, declaration),
      },
    )
    return answer(db, id)
  })
}

/** A statement that is a draft, with its interview, of a case at work. Fails with ALREADY_DONE for one that was adopted or refused. */
function openStatement(db: Reader, ref: string): { statement: StatementRow; interview: Interview } {
  const statement = findStatement(db, ref)
  findWorkingCase(db, statement.caseId)
  if (statement.state !== 'draft')
    throw new HoldfastError(
      'ALREADY_DONE',
      `Statement ${statement.number} was ${statement.state} and never changes.`,
      'What is to be said now is a further statement: draft one. Nothing was recorded.',
    )
  return { statement, interview: findInterview(db, statement.interviewId) }
}

function requireRevision({ number, drafted }: StatementRow, base: number, next: string): void {
  if (drafted.revision === base) return
  throw new HoldfastError(
    'CONFLICT',
    `Statement ${number} is at revision ${drafted.revision}, not ${base}.`,
    `${next}; nothing was recorded.`,
  )
}

/** Puts another text in the place of a draft. Fails with CONFLICT when `base` is not the newest revision, and with INVALID_INPUT for answers that there are not. */
export function reviseStatement(workspace: Workspace, input: Checked<'statement.revise'>): Answer {
  return workspace.ledger.transact(({ db, append }) => {
    const { statement, interview } = openStatement(db, input.statement)
    const { drafted } = statement
    requireRevision(statement, input.base, 'Read the newest, then make your change upon it')
    const turns = new Map(turnsOf(db, interview).map((turn) => [turn.turn, turn]))
    const paragraphs = input.paragraphs.map(({ turns: of, ...paragraph }) => ({
      ...paragraph,
      turns: of.map((turn) => {
        const found = turns.get(turn)
        if (found) return { turn, seconds: found.seconds, recording: found.recording }
        throw new HoldfastError(
          'INVALID_INPUT',
          `Interview ${interview.number} has no block ${turn}.`,
          'Name blocks by their numbers in the interview; nothing was recorded.',
        )
      }),
    }))
    const declaration =
      input.declaration === undefined ? drafted.declaration : declarationOf(workspace, db, input.declaration)
    append(
      interviewsView,
      'statement.drafted',
      { subject: statement.id, case: statement.caseId },
      { ...drafted, revision: drafted.revision + 1, paragraphs, declaration },
    )
    return answer(db, statement.id)
  })
}

/**
 * Records that a statement was adopted: typed before the member at work, or on paper, of which the signed pages are kept as
 * an exhibit. The entry names what was adopted by SHA-256. Fails with ALREADY_DONE, with CONFLICT when `base` is not the newest revision, and with INVALID_INPUT where there are no pages.
 */
export function adoptStatement(
  workspace: Workspace,
  input: Checked<'statement.adopt'>,
  context: CallContext,
): Promise<Answer> | Answer {
  const { statement: ref, by, how, file, readOver = null } = input
  const { statement } = openStatement(workspace.db, ref)
  if ((how === 'paper') !== (file !== undefined))
    throw new HoldfastError(
      'INVALID_INPUT',
      how === 'paper'
        ? 'A statement that was signed on paper is kept with the signed pages.'
        : 'Signed pages are those of a statement on paper.',
      how === 'paper'
        ? 'Name the scan; nothing was recorded.'
        : 'Say that it was adopted on paper, or leave the file out.',
    )
  const adopt = (transaction: Transaction, scan: { id: string; number: string; sha256: string } | null): Answer => {
    const { db, append } = transaction
    const { statement: now, interview } = openStatement(db, ref)
    if (input.base !== undefined)
      requireRevision(
        now,
        input.base,
        'Have the newest read over and signed, or put the text that was signed in its place',
      )
    append(
      interviewsView,
      'statement.adopted',
      { subject: now.id, case: now.caseId },
      {
        number: now.number,
        happenedAt: momentOf(transaction, input.at, interview.startedAt),
        revision: now.drafted.revision,
        by,
        how,
        text: hashOfText(now.drafted),
        plan: hashOfPlan(interview.plan),
        recordings: ofType(actsOf(db, interview.id), 'interview.recorded').map(({ body: { recording } }) => ({
          id: recording.id,
          number: recording.number,
          sha256: recording.sha256,
        })),
        scan,
        readOver,
      },
    )
    return answer(db, now.id)
  }
  if (file === undefined) return workspace.ledger.transact((transaction) => adopt(transaction, null))
  return stageAndRecord(workspace, [{ path: file }], context, (transaction, [staged]) => {
    if (!staged) throw new Error('one file was staged')
    requirePages(staged)
    const owner = { case: statement.drafted.caseNumber }
    const description = `Signed pages of statement ${statement.number}`
    const [kept] = registerExhibits(workspace, transaction, owner, [{ staged, description }])
    if (!kept) throw new Error('one exhibit was registered')
    return adopt(transaction, { id: kept.exhibit, number: kept.number, sha256: kept.sha256 })
  })
}

function requirePages({ fileName, mediaType }: { fileName: string; mediaType: string }): void {
  if (/^image\/|^application\/pdf$/.test(mediaType)) return
  throw new HoldfastError(
    'INVALID_INPUT',
    `${fileName} is no scan of signed pages: by its first bytes it is ${mediaType}.`,
    'Name a PDF or a picture; nothing was kept.',
  )
}

/** Records that a statement was not signed, and why. Fails with ALREADY_DONE. */
export function refuseStatement(
  { ledger }: Workspace,
  { statement: ref, reason, at }: Checked<'statement.refuse'>,
): Answer {
  return ledger.transact((transaction) => {
    const { db, append } = transaction
    const { statement, interview } = openStatement(db, ref)
    const { number, id, caseId, drafted } = statement
    append(
      interviewsView,
      'statement.refused',
      { subject: id, case: caseId },
      { number, happenedAt: momentOf(transaction, at, interview.startedAt), revision: drafted.revision, reason },
    )
    return answer(db, id)
  })
}
