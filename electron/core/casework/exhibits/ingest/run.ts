import type { Output } from '../../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../../shared/contract/server.ts'
import { HoldfastError, toFailure, type ErrorCode } from '../../../../../shared/kernel/errors.ts'
import { count } from '../../../../../shared/kernel/show.ts'
import type { Workspace } from '../../../record/members/index.ts'
import type { Reader } from '../../../record/vault/index.ts'
import { ownerOf } from '../owner.ts'
import { registerExhibits } from '../register.ts'
import { stageAndRecord } from '../stage.ts'
import { exhibitsWith } from '../twins.ts'
import { IngestRows, type Batch, type Placed } from './rows.ts'

/** What is wrong with a file itself; the next one is kept all the same. */
const ofTheFile = new Set<ErrorCode>(['FILE_NOT_FOUND', 'INVALID_INPUT', 'CONFLICT', 'IO'])

/** What runs of one vault: batches take turns, and the file that is being kept can be stopped by itself. */
interface Turns {
  turn: Promise<unknown>
  running: Set<string>
  now: { batch: string; at: number; abort: AbortController } | undefined
}
const known = new WeakMap<Reader, Turns>()

export function turnsOf({ db }: Workspace): Turns {
  const turns = known.get(db) ?? { turn: Promise.resolve(), running: new Set(), now: undefined }
  known.set(db, turns)
  return turns
}

/** Keeps what waits in a batch, when it is its turn. Fails with ALREADY_DONE when it runs in another window. */
export async function runBatch(workspace: Workspace, id: string, context: CallContext): Promise<Output<'ingest.run'>> {
  const turns = turnsOf(workspace)
  new IngestRows(workspace).find(id)
  if (turns.running.has(id))
    throw new HoldfastError(
      'ALREADY_DONE',
      'These files are being kept already.',
      'Wait, or cancel it where it was begun.',
    )
  turns.running.add(id)
  const mine = turns.turn.then(() => keepAll(workspace, id, context, turns)).finally(() => turns.running.delete(id))
  turns.turn = mine.catch(() => undefined)
  return mine
}

async function keepAll(
  workspace: Workspace,
  id: string,
  context: CallContext,
  turns: Turns,
): Promise<Output<'ingest.run'>> {
  const rows = new IngestRows(workspace)
  const { key } = rows.find(id)
  let kept = 0
  let done = 0
  let first: string | null = null
  for (;;) {
    const [file] = rows.files(key, ['waiting'], { limit: 1 })
    if (!file) break
    if (context.signal.aborted) throw cancelled(rows.counts(key).waiting.files, kept)
    const { batch } = rows.find(id)
    const { waiting } = rows.counts(key)
    const abort = new AbortController()
    turns.now = { batch: id, at: file.at, abort }
    const signal = AbortSignal.any([context.signal, abort.signal])
    const total = done + waiting.bytes
    const files = { done: batch.kept, total: batch.kept + waiting.files }
    context.progress({ stage: `Keeping ${file.name}`, done, total, unit: 'bytes', files })
    const progress: CallContext['progress'] = (one) =>
      context.progress({ ...one, done: done + one.done, total: Math.max(total, done + one.done), files })
    try {
      const number = await keepOne(workspace, { key, batch, file }, { ...context, signal, progress })
      if (number !== undefined) kept += 1
      first ??= number ?? null
      done += file.size
    } catch (thrown) {
      if (context.signal.aborted) throw cancelled(rows.counts(key).waiting.files, kept)
      // It was left out while it was being kept.
      if (abort.signal.aborted) continue
      const { code, message } = toFailure(thrown)
      if (!ofTheFile.has(code)) throw thrown
      rows.setFile(key, { ...file, state: 'failed', problem: message })
      done += file.size
    } finally {
      turns.now = undefined
    }
  }
  const { failed, same, waiting } = rows.counts(key)
  rows.dropIfDone(key)
  return { kept, failed: failed.files, same: same.files, waiting: waiting.files, first }
}

/** Keeps a file, or finds that its bytes are on record: then it waits for a person. Returns the exhibit's number. */
async function keepOne(
  workspace: Workspace,
  { key, batch, file }: { key: string; batch: Batch; file: Placed },
  context: CallContext,
): Promise<string | undefined> {
  const rows = new IngestRows(workspace)
  const { path, sourcePath, again } = file
  const owner = ownerOf({ [batch.of]: batch.owner })
  return stageAndRecord(
    workspace,
    [{ path, sourcePath: sourcePath ?? undefined }],
    context,
    (transaction, [staged]) => {
      if (!staged) return undefined
      // It was left out, or the run cancelled, after the last of its bytes was read.
      context.signal.throwIfAborted()
      const why = again ?? batch.collected.again
      const twins = why === undefined ? exhibitsWith(transaction.db, staged.blob.sha256) : []
      if (twins.length > 0) {
        rows.setFile(key, { ...file, state: 'same', twins })
        return undefined
      }
      const [kept] = registerExhibits(workspace, transaction, owner, [{ staged, ...batch.collected, again: why }])
      rows.dropFile(key, file)
      rows.setBatch(key, { ...batch, kept: batch.kept + 1, keptBytes: batch.keptBytes + staged.blob.size })
      return kept?.number
    },
  )
}

const cancelled = (left: number, kept: number): HoldfastError =>
  new HoldfastError(
    'CANCELLED',
    `Stopped: ${count(kept, 'file')} kept, ${count(left, 'file')} ${left === 1 ? 'waits' : 'wait'}.`,
    'Go on with them where the evidence is listed, or leave them out.',
  )
