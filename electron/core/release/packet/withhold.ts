import type { TimelineEvent } from '../../../../shared/contract/cases.ts'
import type { CommunicationRow } from '../../../../shared/contract/communications.ts'
import type { CustodyEvent, ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import type { ReportInput, ReportDetail } from '../../../../shared/contract/intake.ts'
import { answerSix, type Known } from '../../overview/case-file/index.ts'
import type { StoredEntry } from '../../record/ledger/index.ts'

// What the case page shows to those who work on it, a packet does not tell to those whom it is for.

const elsewhere = 'Reports outside this case are not told here.'

/** The six answers, without a word on reports of others: that somebody reported twice is not for every reader. */
export function answersForOutside(known: Known, zone: string): ReturnType<typeof answerSix> {
  const merged = known.reports.some(({ disposition }) => disposition === 'merged')
  return answerSix({ ...known, related: [], shared: [] }, zone).map((one) =>
    one.question === 'prior'
      ? { ...one, answer: `${merged ? one.answer : 'No other report was merged into this case.'} ${elsewhere}` }
      : one,
  )
}

const houseTypes = new Set(['closure.requested', 'closure.approved', 'closure.returned', 'closure.withdrawn'])

/**
 * Entries that are events, without those of the house: what was said among members about closing, and what it means to do
 * otherwise (duties of the kind `change`, which the pages leave out too).
 */
export function eventsForOutside({ conclusion }: Pick<Known, 'conclusion'>, events: StoredEntry[]): StoredEntry[] {
  const changes = new Set(conclusion.duties.filter(({ kind }) => kind === 'change').map(({ id }) => id))
  return events.filter(({ entry }) => !houseTypes.has(entry.type) && !changes.has(entry.subject))
}

/** The chronology, without whom other packets were for and why. */
export const eventForOutside = (event: TimelineEvent): TimelineEvent =>
  event.kind === 'packet'
    ? {
        ...event,
        title: event.title.startsWith('Packet built') ? 'A packet was built' : 'A packet was handed over',
        text: '',
      }
    : event

/** What was struck may never have belonged to the case: that and why it was is told, not what it said. */
export const communicationForOutside = (said: CommunicationRow): CommunicationRow =>
  said.struck ? { ...said, content: '', quotes: [], parties: [], outcome: null, exhibit: null } : said

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
const isTold = (exhibit: ExhibitRow): boolean =>
  whyWithheld(exhibit) === undefined && exhibit.derivedFrom?.number !== elsewhereFile

/** Where a custody event took place; for a copy it is a path on the computer of the one who made it. */
export const placeForOutside = ({ action, place }: CustodyEvent): string | undefined =>
  action === 'export' ? undefined : (place ?? undefined)

/**
 * The entries whose payload the packet may show: what the pages print whole. Earlier revisions of notes, changes of
 * fields, and reports that hold more than their page says go in as commitments only.
 */
export function shownOnPages(
  { reports, exhibits, notes, communications, tasks, assessments, decisions, conclusion }: Known,
  entries: StoredEntry[],
): Set<number> {
  const bodies = new Map(entries.map(({ entry, body }) => [entry.seq, body]))
  return new Set([
    // Nothing but the case's number: without it no entry would say which number the case has.
    ...entries.flatMap(({ entry }) => (entry.type === 'report.promoted' ? [entry.seq] : [])),
    ...reports.filter((report) => isPrintedWhole(report, bodies.get(report.seq) ?? null)).map(({ seq }) => seq),
    ...exhibits.filter(isTold).flatMap(({ id, seq }) => [seq, ...entries.flatMap((one) => stepsShown(one, id))]),
    ...notes.map(({ seq }) => seq),
    ...communications.flatMap(({ struck, seq }) => (struck ? [] : [seq])),
    ...tasks.flatMap(({ settled }) => (settled ? [settled.seq] : [])),
    ...assessments.map(({ seq }) => seq),
    ...conclusion.allegations.flatMap(({ seq, finding }) => (finding ? [seq, finding.seq] : [seq])),
    ...decisions.flatMap(({ seq, answer }) => (answer ? [seq, answer.seq] : [seq])),
  ])
}

/** The steps of an exhibit's custody, which the register has whole; a copy's place was a path on somebody's computer once. */
const stepsShown = ({ entry: { type, subject, seq }, body }: StoredEntry, exhibit: string): number[] =>
  type === 'custody.recorded' &&
  subject === exhibit &&
  body !== null &&
  (JSON.parse(body) as { action?: unknown }).action !== 'export'
    ? [seq]
    : []

/**
 * A page prints no contact, no number of the sender's, no file that it was imported from, coordinates only where no
 * place is named, and the present grade.
 */
function isPrintedWhole(report: ReportDetail, body: string | null): boolean {
  if (body === null || report.reporterContact !== null || report.externalId !== null) return false
  const { name, latitude } = report.placeDetail ?? {}
  if (name !== undefined && latitude !== undefined) return false
  const { report: received, source } = JSON.parse(body) as { report: ReportInput; source?: unknown }
  if (source !== undefined) return false
  const { severity } = received
  return (severity?.level ?? null) === report.severity && (severity?.reason ?? null) === report.severityReason
}
