import type { ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import type { Sections } from '../../print/index.ts'
import type { StoredEntry } from '../../record/ledger/index.ts'
import type { PacketPart } from '../../record/members/index.ts'
import { exhibitsForOutside, isTold, placeForOutside, whyWithheld } from './outside.ts'
import { alsoSaid } from './step.ts'
import { custodyOf, exhibitsOfCase } from './queries.ts'

/** The register of a case in its packet, with the custody of each exhibit. */
export const exhibitsInPacket: PacketPart = {
  sections: ({ workspace: { db }, case: { id }, at }): Sections<'exhibits'> => ({
    exhibits: exhibitsForOutside(exhibitsOfCase(db, id)).map((exhibit) => ({
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
  shows: ({ workspace: { db }, case: { id } }, entries) =>
    exhibitsForOutside(exhibitsOfCase(db, id))
      .filter(isTold)
      .flatMap((exhibit) => [exhibit.seq, ...entries.flatMap((one) => stepsShown(one, exhibit.id))]),
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
