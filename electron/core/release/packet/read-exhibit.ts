import { createHash } from 'node:crypto'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { ExhibitContent } from '../../print/index.ts'

/** An exhibit's bytes, opened when they are needed and read once. */
export interface ExhibitFile {
  number: string
  fileName: string
  mediaType: string
  size: number
  /** Lower-case hexadecimal. */
  sha256: string
  open(): AsyncIterable<Uint8Array>
}

/**
 * Reads one exhibit whole and compares it with what was collected. Rejects with NOT_FOUND, BLOB_DAMAGED, CANCELLED, or
 * what the file's own reader throws.
 */
export async function readExhibit(
  exhibit: ExhibitContent,
  files: ExhibitFile[],
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = files.find(({ number, sha256 }) => number === exhibit.number && sha256 === exhibit.sha256)
  if (!file)
    throw new HoldfastError(
      'NOT_FOUND',
      `Exhibit ${exhibit.number} has no file to attach.`,
      'This is a fault of Holdfast, not of the case; report what you did.',
    )
  const bytes = new Uint8Array(exhibit.size)
  const hash = createHash('sha256')
  let at = 0
  for await (const chunk of file.open()) {
    if (signal?.aborted === true)
      throw new HoldfastError('CANCELLED', 'Building the packet was stopped.', 'Nothing was written.')
    if (at + chunk.length > bytes.length) throw damaged(exhibit)
    bytes.set(chunk, at)
    hash.update(chunk)
    at += chunk.length
  }
  if (at !== bytes.length || hash.digest('hex') !== exhibit.sha256) throw damaged(exhibit)
  return bytes
}

const damaged = ({ number, fileName }: ExhibitContent): HoldfastError =>
  new HoldfastError(
    'BLOB_DAMAGED',
    `Exhibit ${number} (${fileName}) is not what was collected: its size or SHA-256 is another.`,
    'Run the audit, and restore the exhibit from a backup before building the packet.',
  )
