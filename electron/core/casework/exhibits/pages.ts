import type { ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import type { Sections } from '../../print/index.ts'
import type { StoredEntry } from '../../record/ledger/index.ts'
import type { PacketPart } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { exhibitsForOutside, isTold, placeForOutside, whyWithheld } from './outside.ts'
import { alsoSaid } from './step.ts'
import { custodyOf, exhibitsOfCase } from './queries.ts'

/** The register but for what names no SHA-256: a packet has no form for it. */
const registerOf = (db: Reader, caseId: string): ExhibitRow[] =>
  exhibitsOfCase(db, caseId).filter(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))

/** Of exhibits and steps of custody that the register has not: what has no form, or names what there is not, counts for nothing. */
const withoutRow: NonNullable<PacketPart['leavesOut']> = ({ workspace: { db }, case: { id } }, entries) => {
  const rows = registerOf(db, id)
  const known = new Set(
    rows.flatMap(({ id: exhibit, seq }) => [seq, ...custodyOf(db, exhibit).map((step) => step.seq)]),
  )
  return entries.flatMap(({ entry: { type, seq } }) =>
    (type === 'exhibit.added' || type === 'custody.recorded') && !known.has(seq) ? [seq] : [],
  )
}

/** The register of a case in its packet, with the custody of each exhibit. */
export const exhibitsInPacket: PacketPart = {
  sections: ({ workspace: { db }, case: { id }, at }): Sections<'exhibits'> => ({
    exhibits: exhibitsForOutside(registerOf(db, id)).map((exhibit) => ({
      entry: exhibit.seq,
      number: exhibit.number,
      fileName: exhibit.fileName,
      description: describe(exhibit),
      mediaType: exhibit.mediaType,
      size: exhibit.size,
      sha256: exhibit.sha256,
      withheld: whyWithheld(exhibit),
      collectedBy: exhibit.collectedBy,
      collectedAt: at(exhibit.collectedAt),
      place: exhibit.place ?? undefined,
      method: exhibit.method ?? undefined,
      custody: custodyOf(db, exhibit.id).map((event) => ({
        entry: event.seq,
        action: event.action,
        at: at(event.custodyAt),
        recordedAt: at(event.recordedAt),
        from: event.from ?? undefined,
        to: event.to ?? undefined,
        place: placeForOutside(event),
        purpose: event.purpose ?? undefined,
        note: event.method ?? undefined,
        also: alsoSaid(event, at),
      })),
    })),
  }),
  leavesOut: withoutRow,
  shows: ({ workspace: { db }, case: { id } }, entries) =>
    exhibitsForOutside(registerOf(db, id))
      .filter((exhibit, _, all) => isTold(exhibit) && isCounted(exhibit, all, entries))
      .flatMap((exhibit) => [exhibit.seq, ...entries.flatMap((one) => stepsShown(one, exhibit.id))]),
}

/** Whether an exhibit's entry counts it as the program does: a higher number would say that others were left out. */
function isCounted(
  { seq, reportNumber }: ExhibitRow,
  all: readonly ExhibitRow[],
  entries: readonly StoredEntry[],
): boolean {
  const body = entries.find(({ entry }) => entry.seq === seq)?.body
  const { serial } = JSON.parse(body ?? '{}') as { serial?: number }
  return (serial ?? 0) <= all.filter((one) => one.reportNumber === reportNumber).length
}

const describe = ({ description, derivedFrom }: ExhibitRow): string =>
  [description, derivedFrom && `From ${derivedFrom.number}: ${derivedFrom.how}`].filter(Boolean).join(' · ')

/** The steps of an exhibit's custody, which the register has whole; a copy's place was a path on somebody's computer once. */
const stepsShown = ({ entry: { type, subject, seq }, body }: StoredEntry, exhibit: string): number[] =>
  type === 'custody.recorded' &&
  subject === exhibit &&
  body !== null &&
  (JSON.parse(body) as { action?: unknown }).action !== 'export'
    ? [seq]
    : []
