import { basename, resolve } from 'node:path'
import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { CallContext } from '../../../shared/contract/server.ts'
import { HoldfastError, toFailure } from '../../../shared/kernel/errors.ts'
import type { Workspace } from '../record/members/index.ts'
import { openReaders, type Readers } from '../readers/index.ts'
import { duplicateOf } from './duplicates.ts'
import { fileItems, type TakenFile } from './file-items.ts'
import { openFileIn } from './open-file.ts'
import { changed, duplicate, noItem, type Refused } from './refusals.ts'
import { fileSealed } from './report-form/import.ts'
import { looksSealed } from './report-form/sealed-file.ts'
import { importTable } from './table/import.ts'

type Asked = Checked<'import.take'>['files'][number]
type Taken = Output<'import.take'>

/**
 * Files what a person accepted of the files that they saw. Each file is one transaction: its reports with all of their
 * exhibits, or nothing of it. What cannot be filed is refused by name, and does not stop the others; what would refuse
 * them too ends it, with what was filed so far.
 */
export async function takeImport(
  workspace: Workspace,
  { files }: Checked<'import.take'>,
  context: CallContext,
): Promise<Taken> {
  const readers = openReaders(workspace.ports, files.length)
  const taken: Taken = { filed: [], refused: [], rejected: [], tables: [], problems: [], skipped: [] }
  try {
    for (const [done, asked] of files.entries()) {
      const name = basename(asked.file)
      context.progress({ stage: `Filing ${name}`, done, total: files.length, unit: 'files' })
      const quiet = { ...context, progress: () => undefined }
      try {
        const one = await takeOne(workspace, { ...asked, file: resolve(asked.file) }, readers, quiet)
        append(taken.filed, one.filed)
        append(taken.refused, one.refused)
        append(taken.rejected, one.rejected)
        append(taken.tables, one.tables)
        append(taken.problems, one.problems)
        append(taken.skipped, one.skipped)
      } catch (thrown) {
        if (thrown instanceof HoldfastError && thrown.code === 'CANCELLED') throw cancelled(taken)
        // Before anything was filed the failure itself is the answer.
        if (taken.filed.length === 0) throw thrown
        const [failed = '', ...after] = files.slice(done).map(({ file }) => resolve(file))
        taken.refused.push(refusal(failed, toFailure(thrown)), ...after.map((file) => notReached(file, failed)))
        return taken
      }
    }
    return taken
  } finally {
    readers.close()
  }
}

/** One by one: a table has more rows than a call takes arguments. */
function append<T>(to: T[], more: readonly T[] = []): void {
  for (const one of more) to.push(one)
}

const ofTheFile = new Set<HoldfastError['code']>([
  'INVALID_INPUT',
  'CONFLICT',
  'FILE_NOT_FOUND',
  'NOT_FOUND',
  'ALREADY_DONE',
  'REPORT_NOT_INTACT',
  'REPORT_KEY_UNKNOWN',
  'REPORT_KEY_DESTROYED',
])

type One = TakenFile & Partial<Pick<Taken, 'rejected' | 'tables' | 'problems' | 'skipped'>>

async function takeOne(workspace: Workspace, asked: Asked, readers: Readers, context: CallContext): Promise<One> {
  const { file, sha256, map } = asked
  try {
    if (map) return await importTable(workspace, { file, map, sha256 }, context, readers)
    if (await looksSealed(file)) return await takeSealed(workspace, asked, context)
    const reading = await openFileIn(readers, workspace.ports, file, context.signal)
    if (reading.sha256 !== sha256) throw changed(file)
    return await fileItems(workspace, asked, reading, context)
  } catch (thrown) {
    // What the disk or the record refuses would refuse the next file too.
    if (!(thrown instanceof HoldfastError) || !ofTheFile.has(thrown.code)) throw thrown
    return { filed: [], refused: [refusal(file, thrown)] }
  }
}

/** A sealed report is one report; its file is opened, and what is kept of it are its hash and its attachments. */
async function takeSealed(workspace: Workspace, { file, sha256, items }: Asked, context: CallContext): Promise<One> {
  const [wanted, ...more] = items
  if (!wanted) return { filed: [], refused: [] }
  const other = [wanted, ...more].find(({ index }) => index !== 0)
  if (other) throw noItem(file, other.index)
  const twin = duplicateOf(workspace.db, sha256)
  if (twin) return { filed: [], refused: [duplicate(file, 0, twin)] }
  const { report, exhibits, same } = await fileSealed(workspace, file, context, { sha256, category: wanted.category })
  return { filed: [{ file, index: 0, report, exhibits, same }], refused: [] }
}

const refusal = (file: string, { message, next }: Pick<HoldfastError, 'message' | 'next'>): Refused => ({
  file,
  index: null,
  reason: message,
  next,
  duplicateOf: null,
})

const notReached = (file: string, failed: string): Refused =>
  refusal(file, {
    message: `It was not reached: the import ended at ${basename(failed)}.`,
    next: 'Fix the problem, then import it again.',
  })

const cancelled = ({ filed }: Taken): HoldfastError =>
  new HoldfastError(
    'CANCELLED',
    filed.length === 0
      ? 'The import was cancelled; nothing was filed.'
      : `The import was cancelled after ${filed.map(({ report }) => report).join(', ')}; these are filed, the rest is not.`,
    'Preview the files again to see what is left.',
  )
