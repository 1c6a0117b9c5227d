import { fileTypeFromBuffer } from 'file-type'
import type { Sniffed } from './format.ts'
import type { Source } from './source.ts'

/** What the first 64 KiB of a file say it is. */
export async function sniff(source: Source): Promise<Sniffed> {
  const start = source.read(0, 65_536)
  const mime = (await fileTypeFromBuffer(start).catch(() => undefined))?.mime
  return { mime, start }
}
