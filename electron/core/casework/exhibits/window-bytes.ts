import type { Output } from '../../../../shared/contract/contract.ts'
import type { CallContext, PageBytes } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Workspace } from '../../record/members/index.ts'
import { readRange } from '../../record/vault/index.ts'
import { blobOf, findExhibit } from './queries.ts'

/** Lets the document that asks read an exhibit's bytes in pieces, each authenticated before it is given out. */
export function offerExhibit({ vault, db }: Workspace, ref: string, context: CallContext): Output<'exhibit.bytes'> {
  const { id, size, mediaType } = findExhibit(db, ref)
  const bytes = bytesOf(context).offer(id, () => {
    const blob = blobOf(db, id)
    return {
      size,
      mediaType,
      read: (from, length) => readRange(vault.blobs, blob, from, length),
      end: () => void blob.key.fill(0),
    }
  })
  return { bytes, size, mediaType }
}

/** The byte channel of the document that asks. Fails with USAGE where none asks. */
export function bytesOf({ bytes }: CallContext): PageBytes {
  if (bytes) return bytes
  throw new HoldfastError('USAGE', 'Only a window can be given bytes.', 'Export a copy instead.')
}
