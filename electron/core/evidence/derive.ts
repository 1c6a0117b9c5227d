import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { CallContext } from '../../../shared/contract/server.ts'
import { findExhibit, registerExhibits, stageAndRecord, type Owner } from '../casework/exhibits/index.ts'
import type { Workspace } from '../record/members/index.ts'
import { readingsOf } from './readings.ts'

/** Bytes of one piece that crosses from the reader. */
const piece = 4 * 1024 * 1024

/**
 * Makes an exhibit of a part of one: a member, pages, a crop. It names the exhibit that it was made from, the place and the
 * tool; the original stays as it is. Fails with what the reader says.
 */
export async function deriveExhibit(
  workspace: Workspace,
  { exhibit: ref, within, password, at, description }: Checked<'exhibit.derive'>,
  context: CallContext,
): Promise<Output<'exhibit.derive'>> {
  const { db } = workspace
  const exhibit = findExhibit(db, ref)
  const reading = readingsOf(workspace).of(workspace, exhibit.id)
  const made = await reading.ask('derive', { within, password, at }, context.signal)
  const how = [...within.map((path) => `member ${path}`), made.how].join(', ')
  const source = {
    name: made.name.slice(0, 255).toWellFormed(),
    size: made.size,
    read: (from: number, length: number) =>
      reading.ask('derived', { at: from, length: Math.min(length, piece) }, context.signal),
  }
  const owner: Owner =
    exhibit.reportNumber === null ? { case: exhibit.caseNumber ?? '' } : { report: exhibit.reportNumber }
  const [kept] = await stageAndRecord(workspace, [source], context, (transaction, [staged]) =>
    staged
      ? registerExhibits(workspace, transaction, owner, [
          {
            staged,
            kind: 'derivative',
            derivedFrom: { of: exhibit.id, how },
            description,
            method: 'made in Holdfast',
          },
        ])
      : [],
  )
  if (!kept) throw new Error('nothing was staged')
  return { exhibit: kept.exhibit, number: kept.number, size: kept.size, sha256: kept.sha256, how }
}
