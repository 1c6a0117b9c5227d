import { eq, inArray, or, sql } from 'drizzle-orm'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { fileSorts, type GroupName, type RoomGroup, type RoomSort } from '../../../../shared/contract/exhibit-room.ts'
import { findCase } from '../cases/index.ts'
import { reports } from '../../intake/reports/index.ts'
import { query, type From, type Given, type Reader } from '../../record/vault/index.ts'
import { fileSortOf } from './file-sorts.ts'
import { exhibitsNamed } from './queries.ts'
import { exhibits } from './tables.ts'

// The room is put in order here, over the few columns that it goes by; whole rows are read for the page that is asked for.

const columns = (from: From) =>
  from
    .select({
      id: exhibits.id,
      number: exhibits.number,
      reportNumber: exhibits.reportNumber,
      fileName: exhibits.fileName,
      sourcePath: exhibits.sourcePath,
      description: exhibits.description,
      mediaType: exhibits.mediaType,
      size: exhibits.size,
      collectedBy: exhibits.collectedBy,
      collectedAt: exhibits.collectedAt,
      place: exhibits.place,
      method: exhibits.method,
      derivedNumber: exhibits.derivedNumber,
      recordedAt: exhibits.recordedAt,
      verifiedAt: exhibits.verifiedAt,
      failedAt: exhibits.failedAt,
    })
    .from(exhibits)
type Line = ReturnType<ReturnType<typeof columns>['all']>[number]

const linesOfCase = query((from, { caseId }: Given<{ caseId: string }>) =>
  columns(from)
    .where(
      or(
        eq(exhibits.caseId, caseId),
        inArray(exhibits.reportId, from.select({ id: reports.id }).from(reports).where(eq(reports.caseId, caseId))),
      ),
    )
    // In the order of the register: a case's own first, each by its number.
    .orderBy(sql`${exhibits.reportId} is not null`, exhibits.reportNumber, exhibits.serial),
)
const allLines = query((from) => columns(from).orderBy(exhibits.seq))

type Question = Omit<Checked<'exhibit.order'>, 'asOf'>
interface Arranged {
  lines: Line[]
  groups: { name: GroupName; count: number }[]
}

/** A page of the room. Fails with NOT_FOUND for a case that is none. */
export function exhibitRoom(
  db: Reader,
  { limit, offset, holds, ...question }: Checked<'exhibit.room'>,
): Output<'exhibit.room'> {
  const { lines, groups } = arrange(db, question)
  const place = holds === undefined ? -1 : lines.findIndex(({ id, number }) => id === holds || number === holds)
  return {
    total: lines.length,
    bytes: lines.reduce((sum, { size }) => sum + size, 0),
    groups,
    items: exhibitsNamed(
      db,
      lines.slice(offset, offset + limit).map(({ id }) => id),
    ),
    place: place < 0 ? null : place,
  }
}

/** The numbers of a room's exhibits, in its order. */
export const exhibitOrder = (db: Reader, question: Question): Output<'exhibit.order'> => ({
  numbers: arrange(db, question).lines.map(({ number }) => number),
})

function arrange(db: Reader, { case: ofCase, words, group, sort, descending }: Question): Arranged {
  const all = ofCase === undefined ? db.all(allLines) : db.all(linesOfCase, { caseId: findCase(db, ofCase).id })
  const told = words.split(/\s+/).filter(Boolean).map(folded)
  const found = told.length === 0 ? all : all.filter((line) => holdsAll(line, told))
  const ordered = sort === 'number' ? [...found] : found.toSorted(by[sort])
  if (descending) ordered.reverse()
  if (group === 'none') return { lines: ordered, groups: [] }
  const grouped = Map.groupBy(ordered, (line) => JSON.stringify(groupOf(line, group)))
  const parts = [...grouped].map(([key, lines]) => ({ name: JSON.parse(key) as GroupName, lines })).sort(inOrder)
  return {
    lines: parts.flatMap(({ lines }) => lines),
    groups: parts.map(({ name, lines }) => ({ name, count: lines.length })),
  }
}

/** Letters without their case and accents: what is typed without them is found all the same. */
const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

function holdsAll(line: Line, words: readonly string[]): boolean {
  const { number, fileName, sourcePath, description, collectedBy, place, method } = line
  const said = folded([number, fileName, sourcePath, description, collectedBy, place, method].join('\n'))
  return words.every((word) => said.includes(word))
}

const inWords = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
const instant = (at: string | null): number => (at === null ? 0 : Date.parse(at))

const by: Record<Exclude<RoomSort, 'number'>, (a: Line, b: Line) => number> = {
  name: (a, b) => inWords.compare(a.fileName, b.fileName),
  kind: (a, b) => inWords.compare(a.mediaType, b.mediaType) || inWords.compare(a.fileName, b.fileName),
  size: (a, b) => a.size - b.size,
  collected: (a, b) => instant(a.collectedAt) - instant(b.collectedAt),
  recorded: (a, b) => instant(a.recordedAt) - instant(b.recordedAt),
  verified: (a, b) => instant(a.failedAt ?? a.verifiedAt) - instant(b.failedAt ?? b.verifiedAt),
}

function groupOf(line: Line, group: Exclude<RoomGroup, 'none'>): GroupName {
  if (group === 'kind') return { by: 'kind', name: fileSortOf(line.mediaType) }
  if (group === 'person') return { by: 'person', name: line.collectedBy }
  if (group === 'day') return { by: 'day', name: line.collectedAt.slice(0, 10) }
  const [folder] = line.sourcePath?.split('/') ?? []
  if (line.derivedNumber !== null) return { by: 'source', from: 'exhibit', name: line.derivedNumber }
  if (line.reportNumber !== null) return { by: 'source', from: 'report', name: line.reportNumber }
  return folder === undefined
    ? { by: 'source', from: 'case', name: '' }
    : { by: 'source', from: 'folder', name: folder }
}

const sources = ['case', 'folder', 'report', 'exhibit']

/** Days newest first, sorts of file as they are listed, all else by its words. */
function inOrder({ name: a }: { name: GroupName }, { name: b }: { name: GroupName }): number {
  if (a.by === 'kind' && b.by === 'kind') return fileSorts.indexOf(a.name) - fileSorts.indexOf(b.name)
  if (a.by === 'day') return inWords.compare(b.name, a.name)
  const apart = a.by === 'source' && b.by === 'source' ? sources.indexOf(a.from) - sources.indexOf(b.from) : 0
  return apart || inWords.compare(a.name, b.name)
}
