import type { CustodyEvent } from '../../../../shared/contract/custody.ts'
import type { ExhibitRow } from '../../../../shared/contract/exhibits.ts'

// What the register tells those who work on a case, a packet does not tell to those whom it is for.

/** Why an exhibit's bytes are not handed over with a case; undefined when they are. */
export const whyWithheld = ({ kind }: Pick<ExhibitRow, 'kind'>): string | undefined =>
  kind === 'source'
    ? 'It is the file that this report came in, and holds the reports of others too. What was taken out of it for this case is here.'
    : undefined

/**
 * The register without what is another's: a file of several reports goes out as its hash, since its very name may say
 * what the others are about, and what was taken out of a file elsewhere names no exhibit of another report.
 */
export function exhibitsForOutside(exhibits: readonly ExhibitRow[]): ExhibitRow[] {
  const own = new Set(exhibits.map(({ number }) => number))
  return exhibits.map((exhibit) => {
    const { derivedFrom: from } = exhibit
    const derivedFrom = from === null || own.has(from.number) ? from : { number: elsewhereFile, how: from.how }
    const withheld = whyWithheld(exhibit) !== undefined
    return { ...exhibit, derivedFrom, ...(withheld && { fileName: 'A file of several reports', description: null }) }
  })
}
const elsewhereFile = 'a file that is not of this case'

/** Whether the pages print all that was recorded of an exhibit; of one told by `exhibitsForOutside`. */
export const isTold = (exhibit: ExhibitRow): boolean =>
  whyWithheld(exhibit) === undefined && exhibit.derivedFrom?.number !== elsewhereFile

/** Where a custody event took place; for a copy it is a path on the computer of the one who made it. */
export const placeForOutside = ({ action, place }: CustodyEvent): string | undefined =>
  action === 'export' ? undefined : (place ?? undefined)
