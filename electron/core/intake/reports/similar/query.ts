import type { Checked, Output } from '../../../../../shared/contract/contract.ts'
import type { Workspace } from '../../../record/members/index.ts'
import { findReport } from '../queries.ts'
import { knownReports, knowReports } from './known.ts'
import { compare, enough, type Told } from './likeness.ts'
import { nameTrace, numbersIn, numberTrace, pointTraces, spelledIn, tellingWords, wordTrace } from './traces.ts'
import type { TraceIndex } from './trace-index.ts'

type Draft = Checked<'report.similar'>
type Similar = Output<'report.similar'>

const shown = 5
/** So many reports that left most traces in common are read and compared word for word. */
const compared = 25
/** A trace that more reports left than this proposes its newest ones only. */
const perTrace = 1000
/** A word that more than one report in so many holds proposes none: it tells too little to be followed. */
const common = 50
const recent = 90 * 86_400_000

/** Reports that are likely about the same as one that is being written: open or recent ones, each with the reasons. */
export async function similarReports({ db, ports }: Workspace, draft: Draft): Promise<Similar> {
  // A command line asks once and ends; a window asks again while it types.
  if (ports.host === 'cli') await knowReports(db)
  const { index, complete } = knownReports(db)
  if (!complete) knowReports(db).catch(() => ports.log('the reports could not be read for likeness'))
  const mine = told(draft, ports.clock.now())
  const total = db.get<{ reports: number }>('select max(serial) as reports from report')?.reports ?? 0
  const rarity = (word: string): number => rarityOf(index, wordTrace(word), total)
  const items = candidates(index, mine, total)
    .map((serial) => findReport(db, String(serial)))
    .filter(
      ({ disposition, receivedAt }) =>
        disposition === 'open' || Math.abs(Date.parse(receivedAt) - mine.receivedAt) <= recent,
    )
    .map((report) => ({
      report,
      ...compare(
        mine,
        {
          narrative: report.narrative,
          fields: Object.values(report.fields),
          names: report.reporter === null ? [] : [report.reporter],
          placeName: report.placeDetail?.name ?? null,
          point: pointOf(report.placeDetail),
          occurredAt: report.occurredAt,
          receivedAt: Date.parse(report.receivedAt),
        },
        rarity,
      ),
    }))
    .filter(({ weight }) => weight >= enough)
    .sort((a, b) => b.weight - a.weight || b.report.receivedAt.localeCompare(a.report.receivedAt))
    .slice(0, shown)
    .map(({ report, reasons }) => ({
      number: report.number,
      category: report.category,
      receivedAt: report.receivedAt,
      occurredAt: report.occurredAt,
      place: report.place,
      excerpt: report.excerpt,
      disposition: report.disposition,
      caseNumber: report.caseNumber,
      reasons,
    }))
  return { items, complete }
}

const pointOf = (place: Draft['place']): Told['point'] =>
  place?.latitude === undefined || place.longitude === undefined
    ? null
    : { latitude: place.latitude, longitude: place.longitude }

const told = (draft: Draft, now: number): Told => ({
  narrative: draft.words,
  fields: Object.values(draft.fields),
  names: draft.names,
  placeName: draft.place?.name ?? null,
  point: pointOf(draft.place),
  occurredAt: draft.occurredAt,
  receivedAt: draft.receivedAt === null ? now : Date.parse(draft.receivedAt),
})

/** How much a trace tells: 1 where hardly anybody left it, 0 where everybody did. Few reports do not tell what is common. */
const rarityOf = (index: TraceIndex, trace: number, total: number): number =>
  Math.max(0, 1 - Math.log(Math.max(1, index.count(trace))) / Math.log(total + 30))

/** Serial numbers of the reports with most in common, by what the index tells of them. */
function candidates(index: TraceIndex, mine: Told, total: number): number[] {
  const texts = [mine.narrative, ...mine.fields].join('\n')
  const places = [
    ...(mine.placeName === null ? [] : [nameTrace(mine.placeName)]),
    ...(mine.point ? pointTraces(mine.point.latitude, mine.point.longitude, 1) : []),
  ]
  const asked = new Map<number, number>()
  const most = Math.max(perTrace, total / common)
  for (const word of tellingWords([texts, ...mine.names].join('\n'))) {
    const trace = wordTrace(word)
    if (index.count(trace) <= most) asked.set(trace, 1)
  }
  for (const name of mine.names) asked.set(nameTrace(name), 3)
  for (const place of places) asked.set(place, 2)
  for (const number of spelledIn(texts)) asked.set(numberTrace(number), 4)
  for (const number of numbersIn(texts)) asked.set(numberTrace(number), 4).set(wordTrace(number), 4)
  const tally = new Map<number, number>()
  for (const [trace, worth] of asked) {
    const weight = worth * rarityOf(index, trace, total)
    for (const serial of index.reports(trace, perTrace)) tally.set(serial, (tally.get(serial) ?? 0) + weight)
  }
  return [...tally]
    .sort(([a, x], [b, y]) => y - x || b - a)
    .slice(0, compared)
    .map(([serial]) => serial)
}
