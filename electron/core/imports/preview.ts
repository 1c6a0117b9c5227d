import { basename, resolve } from 'node:path'
import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { ImportFile } from '../../../shared/contract/exchange.ts'
import type { CallContext } from '../../../shared/contract/server.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { Workspace } from '../record/members/index.ts'
import { openReaders } from '../readers/index.ts'
import type { Reader } from '../record/vault/index.ts'
import { duplicateOf, firstOfNumber, sameNumber } from './duplicates.ts'
import type { FoundItem } from './reading/jobs.ts'
import { openFileIn, type OpenFile } from './open-file.ts'
import { previewSealed } from './report-form/preview.ts'
import { looksSealed } from './report-form/sealed-file.ts'

const shownNarrative = 2000

/** Reads files, each in a process with limits, and says what they would become; a bad one costs itself only. */
export async function previewImport(
  workspace: Workspace,
  { files }: Checked<'import.preview'>,
  { signal, progress }: CallContext,
): Promise<Output<'import.preview'>> {
  const { db, ports } = workspace
  const readers = openReaders(ports, files.length)
  const found: ImportFile[] = []
  const numbers = new Map<string, string>()
  try {
    for (const [index, given] of files.entries()) {
      const file = resolve(given)
      progress({ stage: `Reading ${basename(file)}`, done: index, total: files.length, unit: 'files' })
      const read = (): Promise<OpenFile> => openFileIn(readers, ports, file, signal)
      found.push(
        await orRefused(file, async () =>
          (await looksSealed(file)) ? previewSealed(workspace, file) : previewOne(db, file, await read(), numbers),
        ),
      )
    }
    return { files: found }
  } finally {
    readers.close()
  }
}

/** What a file would become, or why it can become nothing. */
async function orRefused(file: string, preview: () => Promise<ImportFile>): Promise<ImportFile> {
  try {
    return await preview()
  } catch (thrown) {
    if (!(thrown instanceof HoldfastError) || thrown.code === 'CANCELLED') throw thrown
    const failure = { message: thrown.message, next: thrown.next }
    const name = basename(file).toWellFormed()
    return { file, name, kind: null, size: 0, sha256: null, items: [], table: null, problems: [], failure }
  }
}

/** `numbers`: senders' numbers that were seen so far, and where. */
async function previewOne(
  db: Reader,
  file: string,
  reading: OpenFile,
  numbers: Map<string, string>,
): Promise<ImportFile> {
  const { kind, size, sha256, table, problems } = reading
  const items = await reading.items(shownNarrative)
  const name = basename(file).toWellFormed()
  const known = items.length === 0 ? duplicateOf(db, sha256) : null
  return {
    file,
    name,
    kind,
    size,
    sha256,
    // A photo has no title but the name that its maker gave the file.
    items: items.map((item, index) => {
      const one = shown(db, item, index, sha256, numbers)
      if (one.externalId !== null && !numbers.has(one.externalId))
        numbers.set(one.externalId, `“${one.title}” of ${name}`)
      return { ...one, ...(kind === 'photo' && { title: name }) }
    }),
    table,
    problems: known ? [...problems, `${known.why}: report ${known.report}.`] : problems,
    failure: null,
  }
}

function shown(
  db: Reader,
  item: FoundItem,
  index: number,
  sha256: string,
  numbers: ReadonlyMap<string, string>,
): ImportFile['items'][number] {
  const { title, report, proposals, parts, problems, message } = item
  const duplicate = duplicateOf(db, message?.sha256 ?? sha256)
  const namesake = duplicate ? null : namesakeOf(db, report.externalId, numbers)
  return {
    index,
    title,
    channel: report.channel,
    category: report.category,
    receivedAt: report.receivedAt,
    reporter: report.reporter?.name ?? null,
    externalId: report.externalId ?? null,
    narrative: report.narrative,
    fields: report.fields ?? {},
    proposals,
    parts: parts.map(({ name, claimed, size }) => ({ name, claimed, size })),
    problems: namesake ? [sameNumber(report.externalId ?? '', namesake), ...problems] : problems,
    duplicate,
    namesake,
  }
}

function namesakeOf(db: Reader, externalId: string | undefined, numbers: ReadonlyMap<string, string>): string | null {
  if (externalId === undefined) return null
  const recorded = firstOfNumber(db, externalId)
  return recorded ? `report ${recorded.number}` : (numbers.get(externalId) ?? null)
}
