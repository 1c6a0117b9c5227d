import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { House, Workspace } from '../../record/members/index.ts'
import { findExhibit, registerExhibits, stageAndRecord } from '../exhibits/index.ts'
import { interviewAtWork, requireState } from './moment.ts'
import { ofType } from './acts.ts'
import { interviewsView } from './view.ts'

interface Recording {
  id: string
  number: string
  sha256: string
  fileName: string
  mediaType: string
}

/**
 * Keeps a recording of an interview as an exhibit of its case, or takes one that is kept, with when it began. Fails with
 * INVALID_INPUT for what is neither sound nor video, with CONFLICT before the interview began, and with ALREADY_DONE for one
 * that it has.
 */
export async function addRecording(
  workspace: Workspace,
  { recordingLength }: Pick<House, 'recordingLength'>,
  { interview: ref, file, exhibit, offset, device }: Checked<'interview.record'>,
  context: CallContext,
): Promise<Output<'interview.record'>> {
  const { ledger, db } = workspace
  if ((file === undefined) === (exhibit === undefined))
    throw new HoldfastError('INVALID_INPUT', 'A recording is a file or an exhibit.', 'Name one of the two.')
  // Fails before a long file is read.
  const { interview } = interviewAtWork(db, ref)
  requireState(interview, ['live', 'break', 'ended'])
  const tie = ({ db: now, append }: Transaction, recording: Recording): string => {
    const { about, acts } = interviewAtWork(now, ref)
    const { number } = interview
    requireSound(recording)
    if (ofType(acts, 'interview.recorded').some(({ body }) => body.recording.sha256 === recording.sha256))
      throw new HoldfastError(
        'ALREADY_DONE',
        `Interview ${number} has this recording already.`,
        'Nothing was recorded.',
      )
    append(interviewsView, 'interview.recorded', about, { number, recording, offset, device: device ?? null })
    return number
  }
  /** Its length goes on record with it where a reader finds one; the recording is kept either way. */
  const measured = async (id: string, done: Output<'interview.record'>): Promise<Output<'interview.record'>> => {
    const seconds = await recordingLength(workspace, id, context.signal)
    if (seconds !== null)
      ledger.transact(({ db: now, append }) =>
        append(interviewsView, 'interview.measured', interviewAtWork(now, ref).about, {
          number: done.interview,
          recording: { id, number: done.recording },
          seconds,
        }),
      )
    return done
  }
  if (file === undefined) {
    const found = findExhibit(db, exhibit ?? '', { id: interview.caseId, number: interview.caseNumber })
    const { id, number, sha256, fileName, mediaType } = found
    const done = ledger.transact((transaction) => tie(transaction, { id, number, sha256, fileName, mediaType }))
    return measured(id, { interview: done, recording: number, sha256, sameAs: [] })
  }
  const { id: kept, ...done } = await stageAndRecord(workspace, [{ path: file }], context, (transaction, [staged]) => {
    if (!staged) throw new Error('one file was staged')
    requireSound(staged)
    const owner = { case: interview.caseNumber }
    const description = `Recording of interview ${interview.number}`
    const [one] = registerExhibits(workspace, transaction, owner, [{ staged, description }])
    if (!one) throw new Error('one exhibit was registered')
    const { fileName, mediaType } = staged
    const { exhibit: id, number, sha256, sameAs } = one
    const of = tie(transaction, { id, number, sha256, fileName, mediaType })
    return { id, interview: of, recording: number, sha256, sameAs }
  })
  return measured(kept, done)
}

function requireSound({ fileName, mediaType }: { fileName: string; mediaType: string }): void {
  if (/^(?:audio|video)\/|^application\/ogg/.test(mediaType)) return
  throw new HoldfastError(
    'INVALID_INPUT',
    `${fileName} is no recording: by its first bytes it is ${mediaType}.`,
    'Name a file with sound or video; nothing was kept.',
  )
}
