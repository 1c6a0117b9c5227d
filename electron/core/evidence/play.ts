import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { CallContext, OfferedBytes } from '../../../shared/contract/server.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { bytesOf, findExhibit, isOnRecord, ownBytes, recordAccess } from '../casework/exhibits/index.ts'
import type { Workspace } from '../record/members/index.ts'
import { readingsOf } from './readings.ts'

/** Counts playings: each has a token of its own. */
let playings = 0

const { signal: never } = new AbortController()

/**
 * Offers the bytes of sound or video to the window that asks, in pieces that are decrypted as they are asked for, and records the
 * access first. Fails with USAGE where no window asks, INVALID_INPUT where it cannot be played.
 */
export async function playExhibit(
  workspace: Workspace,
  { exhibit: ref, ...which }: Checked<'exhibit.play'>,
  context: CallContext,
): Promise<Output<'exhibit.play'>> {
  const page = bytesOf(context)
  const exhibit = findExhibit(workspace.db, ref)
  const { id, number } = exhibit
  const reading = () => readingsOf(workspace).of(workspace, id)
  const { view, size } = await reading().ask('opened', which, context.signal)
  if (view.kind !== 'recording')
    throw new HoldfastError(
      'INVALID_INPUT',
      `${number} is neither sound nor video; nothing is played.`,
      'Open it to see what it is.',
    )
  const { mediaType } = view
  // A member lies in its reader, which opens it anew where it was ended meanwhile.
  const ofMember = (): OfferedBytes => ({
    size,
    mediaType,
    read: (at, length) => reading().ask('bytes', { ...which, at, length }, never),
    end: () => undefined,
  })
  recordAccess(workspace, exhibit, ['played in the viewer', ...which.within.map((path) => `member ${path}`)].join(', '))
  const bytes = page.offer(`play ${id} ${(playings += 1)}`, () => {
    const offered = which.within.length === 0 ? ownBytes(workspace, id, mediaType) : ofMember()
    return {
      ...offered,
      read: async (from, length) => {
        const piece = await offered.read(from, length)
        // What was destroyed meanwhile is played no further.
        if (!isOnRecord(workspace.db, id)) throw new Error('this exhibit is no longer on record')
        return piece
      },
    }
  })
  return { bytes, size, mediaType }
}

/** Offers a short span of sound to the window that asks, to be decoded and measured there. */
export async function offerSpan(
  workspace: Workspace,
  { exhibit: ref, from, to, ...which }: Checked<'exhibit.span'>,
  context: CallContext,
): Promise<Output<'exhibit.span'>> {
  const page = bytesOf(context)
  const { id } = findExhibit(workspace.db, ref)
  const asked = { ...which, from, to: Math.min(to, from + 60) }
  const span = await readingsOf(workspace).of(workspace, id).ask('span', asked, context.signal)
  const bytes = page.offer(`span ${id} ${(playings += 1)}`, () => ({
    size: span.length,
    mediaType: 'application/octet-stream',
    read: (at, length) => Promise.resolve(span.subarray(at, at + length)),
    end: () => undefined,
  }))
  return { bytes }
}
