import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { CallContext } from '../../../shared/contract/server.ts'
import { isLabel, scanned } from '../casework/custody/index.ts'
import { standingReader } from '../readers/index.ts'
import type { Workspace } from '../record/members/index.ts'
import { labelsJob, type FoundCode } from './reading/labels/job.ts'

/** Pages or pictures of one file that are looked at. */
const pagesMost = 100

/**
 * Reads the codes that a picture or a PDF shows, in a process of its own; labels of ours come first, each once. Fails with INVALID_INPUT
 * where it is no picture, and with CANCELLED.
 */
export async function labelsIn(
  { ports }: Workspace,
  { file }: Checked<'label.read'>,
  { signal, progress }: CallContext,
): Promise<Output<'label.read'>> {
  // Each page has limits of its own: a sheet of many is no larger a file than one of a few.
  const reading = standingReader(ports, labelsJob, { path: file })
  try {
    const found: FoundCode[] = []
    let pages = 1
    for (let page = 1; page <= Math.min(pages, pagesMost); page++) {
      const read = await reading.ask('codes', { page }, signal)
      found.push(...read.codes)
      pages = read.pages
      progress({ stage: 'Reading labels', done: page, total: Math.min(pages, pagesMost), unit: 'pages' })
    }
    const texts = [...new Set(found.map(({ text }) => text))]
    const isOurs = (text: string): boolean => isLabel(scanned(text))
    return {
      labels: texts.filter(isOurs),
      others: texts.filter((text) => !isOurs(text)),
      unread: pages > pagesMost ? pages - pagesMost : 0,
    }
  } finally {
    reading.close()
  }
}
