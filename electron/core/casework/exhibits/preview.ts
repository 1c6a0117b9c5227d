import type { Preview } from '../../../../shared/contract/exhibits.ts'
import type { z } from 'zod'
import type { Workspace } from '../../record/members/index.ts'
import { showSize } from '../../../../shared/kernel/show.ts'
import { readBlob } from '../../record/vault/index.ts'
import { blobOf, findExhibit } from './queries.ts'

const imageLimit = 24_000_000
const textLimit = 262_144
/** What Chromium shows by itself, inside the window's sandbox. */
const images = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'])

/** A look at an exhibit: that it is a picture that the sandboxed window draws, or the beginning of a text. Nothing is executed. */
export async function previewExhibit({ vault, db }: Workspace, ref: string): Promise<z.infer<typeof Preview>> {
  const exhibit = findExhibit(db, ref)
  const { mediaType, size } = exhibit
  if (images.has(mediaType)) {
    if (size > imageLimit)
      return { kind: 'none', reason: `This picture is too large to show here (${showSize(size)}).` }
    return { kind: 'image', mediaType }
  }
  if (
    size > 0 &&
    (mediaType.startsWith('text/') || mediaType === 'message/rfc822' || mediaType === 'application/xml')
  ) {
    for await (const chunk of readBlob(vault.blobs, blobOf(db, exhibit.id))) {
      return { kind: 'text', text: chunk.subarray(0, textLimit).toString('utf8'), truncated: size > textLimit }
    }
  }
  if (size === 0) return { kind: 'none', reason: 'This file is empty. It is kept as it came.' }
  return {
    kind: 'none',
    reason: `A file of type ${mediaType} is not shown here. Export a copy to look at it with a program you trust.`,
  }
}
