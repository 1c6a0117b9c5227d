import type { Format, OpenedFile } from './format.ts'
import { sniff } from './sniff.ts'
import type { Source } from './source.ts'

/** Opens a file by one format, as `open.ts` does: for tests of that format alone. */
export const openBy = async (format: Format, source: Source, password?: string): Promise<OpenedFile> =>
  format.open(source, password, await sniff(source))
