import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { CallContext } from '../../../shared/contract/server.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { showAt } from '../../../shared/kernel/pinpoint.ts'
import {
  bytesOf,
  findExhibit,
  registerExhibits,
  stageAndRecord,
  type Owner,
  type Source,
} from '../casework/exhibits/index.ts'
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
  const exhibit = findExhibit(workspace.db, ref)
  const reading = readingsOf(workspace).of(workspace, exhibit.id)
  const made = await reading.ask('derive', { within, password, at }, context.signal)
  const how = [...within.map((path) => `member ${path}`), made.how].join(', ')
  const source = {
    name: made.name.slice(0, 255).toWellFormed(),
    size: made.size,
    read: (from: number, length: number) =>
      reading.ask('derived', { at: from, length: Math.min(length, piece) }, context.signal),
  }
  return keepDerivative(workspace, exhibit, source, { how, description }, context)
}

/** Bytes with which every PNG begins. */
const pngStart = '89504e470d0a1a0a'

/** Makes an exhibit of a picture of a video that a window drew. Fails with INVALID_INPUT unless that is a PNG, and unless it is of a video. */
export async function keepStill(
  workspace: Workspace,
  { exhibit: ref, within, password, at, bytes, engine }: Checked<'exhibit.still'>,
  context: CallContext,
): Promise<Output<'exhibit.still'>> {
  const exhibit = findExhibit(workspace.db, ref)
  const png = Buffer.from(bytesOf(context).take(bytes))
  const opened = await readingsOf(workspace)
    .of(workspace, exhibit.id)
    .ask('opened', { within, password }, context.signal)
  if (png.toString('hex', 0, 8) !== pngStart || opened.view.kind !== 'recording')
    throw new HoldfastError(
      'INVALID_INPUT',
      'This is no picture of a video; nothing was kept.',
      'Keep the picture again.',
    )
  const moment = showAt({ kind: 'time', from: Math.round(at * 1000) / 1000 })
  const source = {
    name: `${opened.name.replace(/\.[^.]*$/, '').slice(0, 200)} ${moment.replaceAll(':', '.')}.png`.toWellFormed(),
    size: png.length,
    read: (from: number, length: number) => Promise.resolve(png.subarray(from, from + length)),
  }
  const how = [
    ...within.map((path) => `member ${path}`),
    `still ${moment} as PNG, drawn by ${engine} in the window`,
  ].join(', ')
  return keepDerivative(workspace, exhibit, source, { how, description: undefined }, context)
}

async function keepDerivative(
  workspace: Workspace,
  exhibit: ReturnType<typeof findExhibit>,
  source: Source,
  { how, description }: { how: string; description: string | undefined },
  context: CallContext,
): Promise<Output<'exhibit.derive'>> {
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
