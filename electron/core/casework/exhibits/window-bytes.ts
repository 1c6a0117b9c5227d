import type { CallContext, OfferedBytes, PageBytes } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Workspace } from '../../record/members/index.ts'
import { readRange } from '../../record/vault/index.ts'
import { blobOf } from './queries.ts'

/** An exhibit's own bytes for the byte channel, in pieces that are authenticated each before it is given out. */
export function ownBytes({ vault, db }: Workspace, id: string, mediaType: string): OfferedBytes {
  const blob = blobOf(db, id)
  return {
    size: blob.size,
    mediaType,
    read: (from, length) => readRange(vault.blobs, blob, from, length),
    end: () => void blob.key.fill(0),
  }
}

/** What a window has sent, as bytes to keep; each can be taken once. */
export const pastedSources = (
  pasted: readonly { name: string; bytes: string }[],
  context: CallContext,
): { name: string; bytes: Uint8Array }[] =>
  pasted.map(({ name, bytes }) => ({ name, bytes: bytesOf(context).take(bytes) }))

/** The byte channel of the document that asks. Fails with USAGE where none asks. */
export function bytesOf({ bytes }: CallContext): PageBytes {
  if (bytes) return bytes
  throw new HoldfastError('USAGE', 'Only a window can be given bytes.', 'Export a copy instead.')
}
